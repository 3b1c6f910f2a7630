import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Field, Group } from './Fields.tsx';

const DuohubFieldsFragment = graphql(`
  fragment DuohubFields on DuohubSession {
    userId
    customerUserId
    deletedAt
  }
`);

export function DuohubFields({ session }: { readonly session: FragmentType<typeof DuohubFieldsFragment> }) {
  const { userId, customerUserId, deletedAt } = readFragment(DuohubFieldsFragment, session);
  return (
    <Group title="duohub">
      <dl>
        <Field name="Customer" value={customerUserId} />
        <Field name="API account" value={userId} />
        <Field name="Deleted" value={deletedAt} />
      </dl>
    </Group>
  );
}
