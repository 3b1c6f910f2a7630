import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}

/** Without it, React removes the whole page when a component throws. React has no hook for this. */
export class ErrorBoundary extends Component<Props> {
  static getDerivedStateFromError = () => ({ failed: true });

  override state = { failed: false };

  override render(): ReactNode {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  return (
    <div className="welcome" role="alert">
      <h1>Something went wrong here</h1>
      <p>Reload the page. If that does not help, report this with the address of the page.</p>
      <button type="button" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  );
}
