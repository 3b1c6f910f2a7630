import { useState } from 'react';
import { Link, Route, Switch, useLocation, useSearchParams } from 'wouter';
import { feedFilter, readFilter } from '../filter.ts';
import { FilterBar } from '../list/FilterBar.tsx';
import { PersonSearch } from '../list/PersonSearch.tsx';
import { SessionList } from '../list/SessionList.tsx';
import { PersonView } from '../person/PersonView.tsx';
import { SessionView } from '../session/SessionView.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useShortcuts } from './shortcuts.ts';
import { VendorStrip } from './VendorStrip.tsx';

export function App() {
  const [location] = useLocation();
  const [search] = useSearchParams();
  const chosen = readFilter(search);
  // A reload of the list is a new list, which starts with the first page.
  const [reloads, setReloads] = useState(0);
  const filter = feedFilter(chosen);
  const isList = location === '/';
  useShortcuts();
  return (
    <div className={isList ? 'app' : 'app app-detail'}>
      <a className="skip" href="#detail">
        Skip to the session
      </a>
      <header className="top">
        {isList ? (
          <h1>
            <Brand />
          </h1>
        ) : (
          <Brand />
        )}
        <VendorStrip filter={filter} />
      </header>
      <main className="panes">
        <nav className="sidebar scroller" aria-label="All sessions">
          <PersonSearch />
          <FilterBar filter={chosen} onReload={() => setReloads(reloads + 1)} />
          <SessionList
            key={`${reloads} ${JSON.stringify(filter)}`}
            filter={filter}
            label="Sessions, newest first"
          />
        </nav>
        <section className="detail" id="detail" aria-label="Details" tabIndex={-1}>
          <ErrorBoundary key={location}>
            <Switch>
              <Route path="/sessions/:id">{({ id }) => <SessionView key={id} id={id} />}</Route>
              <Route path="/people">
                <PersonView />
              </Route>
              <Route path="/">
                <Welcome />
              </Route>
              <Route>
                <Lost />
              </Route>
            </Switch>
          </ErrorBoundary>
        </section>
      </main>
    </div>
  );
}

function Brand() {
  return (
    <Link href="/" className="brand">
      <img src="/icon.svg" alt="" width="24" height="24" />
      Sessions
    </Link>
  );
}

function Welcome() {
  return (
    <div className="welcome">
      <h2>Choose a session</h2>
      <p>Every conversation with Chatwize, duohub, OpenCX and Zep is in the list.</p>
      <dl className="keys">
        <div>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>move through the list</dd>
        </div>
        <div>
          <dt>
            <kbd>Enter</kbd>
          </dt>
          <dd>open a session</dd>
        </div>
        <div>
          <dt>
            <kbd>/</kbd>
          </dt>
          <dd>find a person</dd>
        </div>
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>back to the list</dd>
        </div>
      </dl>
    </div>
  );
}

function Lost() {
  return (
    <div className="welcome">
      <h1>This page does not exist</h1>
      <Link href="/">Back to the list</Link>
    </div>
  );
}
