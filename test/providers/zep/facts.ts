import { anyText } from '../../helpers/any-text.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/sessions/${encodedId}`,
  headers: (credential) => ({ authorization: `Api-Key ${credential}` }),
  ids: ['tg-88120045', 'Müller, 3. Anruf'],
  takesAnyId: true,
  answer: (id) => ({ session_id: id }),
  idField: 'session_id',
  fields: (
    'classifications created_at deleted_at ended_at fact_rating_instruction facts id metadata project_uuid ' +
    'session_id updated_at user_id uuid'
  ).split(' '),
  failures: [
    { status: 404, body: { message: 'never heard of it' } },
    { status: 500, body: { message: 'it broke' } },
  ],
  refusals: { missing: [401, { message: anyText }], wrong: [401, { message: anyText }] },
  notFound: { message: anyText },
};
