import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../gql/index.ts';

const RawRecordQuery = graphql(`
  query RawRecord($id: ID!) {
    session(id: $id) {
      id
      raw
    }
  }
`);

/** The vendor's own record, read when it is opened. */
export function RawRecord({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false);
  const [{ data, fetching }] = useQuery({ query: RawRecordQuery, variables: { id }, pause: !open });
  return (
    <details className="group" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The vendor’s own record</summary>
      {open && (
        <pre tabIndex={0} aria-label="The vendor’s own record">
          {fetching ? 'Reading…' : JSON.stringify(data?.session?.raw, null, 2)}
        </pre>
      )}
    </details>
  );
}
