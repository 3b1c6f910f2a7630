import type { SessionParticipant } from '../../model/generated.ts';
import { allVerified, firstClaim, participant } from '../session.ts';
import { isRecord } from '../values.ts';

/*
 * Chatwize does not document what its forms and identity providers put into these objects. These are the keys under
 * which a value is looked for, in this order, whatever their case; docs/vendors.md lists them for users.
 */
const nameKeys = ['name', 'full_name', 'fullname', 'full name', 'display_name', 'displayname'];
const emailKeys = ['email', 'email_address', 'emailaddress', 'e-mail', 'mail'];
const phoneKeys = ['phone', 'phone_number', 'phonenumber', 'mobile', 'telephone', 'tel'];

/**
 * @param authData what identity verification brought: verified
 * @param lead what the visitor typed into the lead form: not verified
 * @returns null when there is neither
 */
export function toParticipant(authData: unknown, lead: unknown): SessionParticipant | null {
  if (authData === null && lead === null) return null;
  const verified = byLowerCaseKey(authData);
  const stated = byLowerCaseKey(lead);
  const [name, email, phone] = [nameKeys, emailKeys, phoneKeys].map((keys) =>
    firstClaim(lookUp(verified, keys), lookUp(stated, keys)),
  ) as [Claim, Claim, Claim];
  return participant({
    name: name.value,
    email: email.value,
    phone: phone.value,
    verified: allVerified([name, email, phone]),
  });
}

type Claim = ReturnType<typeof firstClaim>;

function byLowerCaseKey(source: unknown): ReadonlyMap<string, unknown> {
  const entries = isRecord(source) ? Object.entries(source) : [];
  // Of two keys that differ in case alone the first counts: a Map keeps the last, so it is filled backwards.
  return new Map(entries.map(([key, value]): [string, unknown] => [key.toLowerCase(), value]).toReversed());
}

function lookUp(source: ReadonlyMap<string, unknown>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = source.get(key);
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return null;
}
