import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Entries, Group } from './Fields.tsx';

const MetadataFragment = graphql(`
  fragment Metadata on Session {
    metadata {
      key
      value
    }
  }
`);

export function Metadata({ session }: { readonly session: FragmentType<typeof MetadataFragment> }) {
  const { metadata } = readFragment(MetadataFragment, session);
  if (!metadata?.length) return null;
  return (
    <Group title="Metadata">
      <dl>
        <Entries entries={metadata} />
      </dl>
    </Group>
  );
}
