import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { ChatwizeFields } from './ChatwizeFields.tsx';
import { DuohubFields } from './DuohubFields.tsx';
import { OpenCXFields } from './OpenCXFields.tsx';
import { ZepFields } from './ZepFields.tsx';

const VendorFieldsFragment = graphql(`
  fragment VendorFields on Session {
    __typename
    ...ChatwizeFields
    ...DuohubFields
    ...OpenCXFields
    ...ZepFields
  }
`);

/** What only one vendor has. */
export function VendorFields({ session }: { readonly session: FragmentType<typeof VendorFieldsFragment> }) {
  const fields = readFragment(VendorFieldsFragment, session);
  switch (fields.__typename) {
    case 'ChatwizeSession':
      return <ChatwizeFields session={fields} />;
    case 'DuohubSession':
      return <DuohubFields session={fields} />;
    case 'OpenCXSession':
      return <OpenCXFields session={fields} />;
    case 'ZepSession':
      return <ZepFields session={fields} />;
  }
}
