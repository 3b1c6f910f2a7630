import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/session/${encodedId}`,
  headers: (credential) => ({ authorization: `Bearer ${credential}` }),
  ids: ['4be0643f-1d98-473b-97cd-ca98a65347dd', 'visitor-17'],
  takesAnyId: true,
  answer: (id) => ({ uuid: id }),
  failures: [],
};
