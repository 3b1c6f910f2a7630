import { anyText } from '../../helpers/any-text.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/session/${encodedId}`,
  headers: (credential) => ({ authorization: `Bearer ${credential}` }),
  ids: ['4be0643f-1d98-473b-97cd-ca98a65347dd', 'visitor-17'],
  takesAnyId: true,
  answer: (id) => ({ uuid: id }),
  idField: 'uuid',
  fields: ['created_at', 'meta', 'modified_at', 'uuid'],
  failures: [],
  refusals: { missing: [401, { detail: anyText }], wrong: [401, { detail: anyText }] },
  notFound: { detail: anyText },
};
