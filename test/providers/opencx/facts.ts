import { anyText } from '../../helpers/any-text.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';

const refusal = [401, { statusCode: 401, message: anyText, error: anyText }] as const;

export const facts: VendorFacts = {
  path: (encodedId) => `/chat/sessions/${encodedId}`,
  headers: (credential) => ({ authorization: `Bearer ${credential}` }),
  ids: ['0d9c7c52-2c1c-4b0e-8a38-5b6cbb9f2a11', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  takesAnyId: false,
  answer: (id) => ({ id }),
  idField: 'id',
  fields: (
    'ai_closure_type assignee_id assist_mode channel contact created_at custom_data handoff id language sentiment ' +
    'status team ticket_number ticketing_system updated_at'
  ).split(' '),
  failures: [{ status: 500, body: { statusCode: 500, message: 'it broke', error: 'Broken' } }],
  refusals: { missing: refusal, wrong: refusal },
  notFound: { statusCode: 404, message: anyText, error: anyText },
};
