import type { SessionProvider } from './gql/graphql.ts';

export const vendorName: Readonly<Record<SessionProvider, string>> = {
  CHATWIZE: 'Chatwize',
  DUOHUB: 'duohub',
  OPENCX: 'OpenCX',
  ZEP: 'Zep',
};

export const vendors = Object.keys(vendorName) as SessionProvider[];
