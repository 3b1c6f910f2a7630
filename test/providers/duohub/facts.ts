import { anyText } from '../../helpers/any-text.ts';
import type { VendorFacts } from '../../helpers/vendor-facts.ts';

export const facts: VendorFacts = {
  path: (encodedId) => `/sessions/get/${encodedId}`,
  headers: (credential) => ({ 'x-api-key': credential }),
  ids: ['9b2f7f0e-58f1-4c59-9c52-0c7a7a1be6c1', 'call-204'],
  takesAnyId: true,
  answer: (id) => ({ status: 'success', data: { id } }),
  recordIn: ({ data }) => data,
  idField: 'id',
  fields: ['createdAt', 'customerUserID', 'deletedAt', 'endedAt', 'id', 'metadata', 'updatedAt', 'userID'],
  failures: [
    { status: 400, body: { error: 'no id came', status: 'bad_request' } },
    { status: 401, body: { error: 'no key came', status: 'unauthorized' } },
    { status: 403, body: { error: 'of somebody else', status: 'forbidden' } },
    { status: 404, body: { error: 'never heard of it', status: 'not_found' } },
    { status: 500, body: { error: 'it broke', status: 'error' } },
  ],
  refusals: {
    missing: [401, { error: anyText, status: 'unauthorized' }],
    wrong: [403, { error: anyText, status: 'forbidden' }],
  },
  notFound: { error: anyText, status: 'not_found' },
};
