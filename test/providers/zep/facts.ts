import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/sessions/${encodedId}`,
  headers: (credential) => ({ authorization: `Api-Key ${credential}` }),
  ids: ['tg-88120045', 'Müller, 3. Anruf'],
  takesAnyId: true,
  answer: (id) => ({ session_id: id }),
  failures: [
    { status: 404, body: { message: 'never heard of it' } },
    { status: 500, body: { message: 'it broke' } },
  ],
};
