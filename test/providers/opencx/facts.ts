import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/chat/sessions/${encodedId}`,
  headers: (credential) => ({ authorization: `Bearer ${credential}` }),
  ids: ['0d9c7c52-2c1c-4b0e-8a38-5b6cbb9f2a11', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  takesAnyId: false,
  answer: (id) => ({ id }),
  failures: [{ status: 500, body: { statusCode: 500, message: 'it broke', error: 'Broken' } }],
};
