import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Entries, Field, Group } from './Fields.tsx';

const ChatwizeFieldsFragment = graphql(`
  fragment ChatwizeFields on ChatwizeSession {
    identityVerified
    lead
    authData
  }
`);

const entriesOf = (value: unknown) =>
  Object.entries(typeof value === 'object' && value ? value : {}).map(([key, each]) => ({
    key,
    value: each,
  }));

export function ChatwizeFields({
  session,
}: {
  readonly session: FragmentType<typeof ChatwizeFieldsFragment>;
}) {
  const { identityVerified, lead, authData } = readFragment(ChatwizeFieldsFragment, session);
  const entered = entriesOf(lead);
  const verified = entriesOf(authData);
  return (
    <Group title="Chatwize">
      <dl>
        <Field name="Identity verified" value={identityVerified} />
      </dl>
      {entered.length > 0 && (
        <>
          <h3>Entered in the form</h3>
          <dl>
            <Entries entries={entered} />
          </dl>
        </>
      )}
      {verified.length > 0 && (
        <>
          <h3>Verified identity</h3>
          <dl>
            <Entries entries={verified} />
          </dl>
        </>
      )}
    </Group>
  );
}
