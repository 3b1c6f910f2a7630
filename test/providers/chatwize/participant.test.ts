import { expect, test } from '@jest/globals';
import { emailsOf, toParticipant } from '../../../src/providers/chatwize/participant.ts';

test('there is nobody when there is neither identity data nor a lead', () => {
  expect(toParticipant(null, null)).toBeNull();
});

test.each([
  ['all from the identity data', { name: 'A', email: 'a@x', phone: '1' }, null, true],
  ['all from the identity data, the lead saying the same', { name: 'A' }, { name: 'A' }, true],
  ['the identity data before the lead', { name: 'A' }, { name: 'B' }, true],
  ['all from the lead', null, { name: 'A', email: 'a@x' }, false],
  ['an empty identity', {}, { name: 'A' }, false],
  ['one of three from the lead', { name: 'A', email: 'a@x' }, { phone: '1' }, false],
  ['nothing that is shown', { plan: 'gold' }, { consent: true }, null],
])('%s: verified or not by the contract', (_, authData, lead, verified) => {
  expect(toParticipant(authData, lead)).toMatchObject({ verified });
});

test('a value of the identity data hides the one of the lead', () => {
  const found = toParticipant({ email: 'true@x.example' }, { email: 'typed@x.example', name: 'Typed' });
  expect(found).toMatchObject({ email: 'true@x.example', name: 'Typed', verified: false });
});

test.each([
  ['name', 'name'],
  ['NAME', 'name'],
  ['Full Name', 'name'],
  ['full_name', 'name'],
  ['displayName', 'name'],
  ['Email', 'email'],
  ['E-Mail', 'email'],
  ['email_address', 'email'],
  ['Phone', 'phone'],
  ['phoneNumber', 'phone'],
  ['MOBILE', 'phone'],
] as const)('%j is looked up as the %s', (key, field) => {
  expect(toParticipant(null, { [key]: 'value' })).toMatchObject({ [field]: 'value' });
});

test.each(['user_id', 'userId', 'sub', 'ID', 'external_id'])(
  '%j of the identity data is the id of the person, and of the lead it is not',
  (key) => {
    expect(toParticipant({ [key]: 'u-1', name: 'A' }, null)).toMatchObject({
      externalId: 'u-1',
      verified: true,
    });
    expect(toParticipant({ [key]: 17 }, null)).toMatchObject({ externalId: '17', verified: null });
    expect(toParticipant(null, { [key]: 'u-1' })).toMatchObject({ externalId: null });
    expect(toParticipant({ name: 'A' }, { [key]: 'u-1' })).toMatchObject({ externalId: null });
  },
);

test('of several ids the caller’s own user id counts first', () => {
  const authData = { external_id: 'e', id: 'i', sub: 's', user_id: 'u' };
  expect(toParticipant(authData, null)).toMatchObject({ externalId: 'u' });
  expect(emailsOf({ Email: 'a@x' }, { mail: 'b@x' })).toEqual(['a@x', 'b@x']);
});

test('of keys that differ in case alone the first counts', () => {
  expect(toParticipant(null, { EMAIL: 'first@x', email: 'second@x' })).toMatchObject({ email: 'first@x' });
});

test.each([null, '', '  ', true, {}, ['a'], undefined])(
  '%j is not a value: the next key is looked up',
  (blank) => {
    expect(toParticipant(null, { name: blank, full_name: 'A' })).toMatchObject({ name: 'A' });
    expect(toParticipant({ name: blank }, { name: 'A' })).toMatchObject({ name: 'A', verified: false });
  },
);

test('a phone number may be a number', () => {
  expect(toParticipant(null, { phone: 4930123456 })).toMatchObject({ phone: '4930123456' });
});

test.each(['text', 17, true, ['name'], []])(
  '%j for identity data or a lead names nobody, and does not crash',
  (odd) => {
    const nobody = { externalId: null, name: null, email: null, phone: null, verified: null };
    expect(toParticipant(odd, null)).toMatchObject(nobody);
    expect(toParticipant(null, odd)).toMatchObject(nobody);
  },
);

test('__proto__ and constructor name nobody', () => {
  const lead: unknown = JSON.parse('{"__proto__":{"name":"A"},"constructor":{"email":"a@x"}}');
  expect(toParticipant(null, lead)).toMatchObject({ name: null, email: null });
});
