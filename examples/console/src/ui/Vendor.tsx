import type { SessionProvider, SessionStatus } from '../gql/graphql.ts';
import { vendorName } from '../vendors.ts';

export function Vendor({ provider }: { readonly provider: SessionProvider }) {
  return <span className={`vendor vendor-${provider.toLowerCase()}`}>{vendorName[provider]}</span>;
}

const statusText: Readonly<Record<SessionStatus, string>> = {
  OPEN: 'Open',
  ENDED: 'Ended',
  DELETED: 'Deleted',
};

export const statusName = (status: SessionStatus): string => statusText[status];

export function Status({ status }: { readonly status: SessionStatus }) {
  return <span className={`status status-${status.toLowerCase()}`}>{statusText[status]}</span>;
}

export function Stale() {
  return (
    <span
      className="badge badge-stale"
      title="This is an earlier answer. The vendor cannot be read, or a newer answer is on its way."
    >
      Not up to date
    </span>
  );
}
