import type { SessionParticipant } from '../../model/generated.ts';
import { isRawNumber } from '../../model/json.ts';
import { allVerified, firstClaim, participant } from '../session.ts';
import { isRecord } from '../values.ts';

/*
 * Chatwize does not document the contents of these objects, which depend on the customer's forms and identity providers.
 * A value is looked up under these keys, in this order and regardless of case. docs/vendors.md lists them for users.
 */
const idKeys = ['user_id', 'userid', 'sub', 'id', 'external_id'];
const nameKeys = ['name', 'full_name', 'fullname', 'full name', 'display_name', 'displayname'];
const emailKeys = ['email', 'email_address', 'emailaddress', 'e-mail', 'mail'];
const phoneKeys = ['phone', 'phone_number', 'phonenumber', 'mobile', 'telephone', 'tel'];

/**
 * @param authData the result of identity verification, which is verified
 * @param lead what the visitor entered into the lead form, which is not verified
 * @returns null if there is neither
 */
export function toParticipant(authData: unknown, lead: unknown): SessionParticipant | null {
  if (authData === null && lead === null) return null;
  const verified = byLowerCaseKey(authData);
  const stated = byLowerCaseKey(lead);
  const [name, email, phone] = [nameKeys, emailKeys, phoneKeys].map((keys) =>
    firstClaim(lookUp(verified, keys), lookUp(stated, keys)),
  ) as [Claim, Claim, Claim];
  return participant({
    externalId: lookUp(verified, idKeys),
    name: name.value,
    email: email.value,
    phone: phone.value,
    verified: allVerified([name, email, phone]),
  });
}

/** Every email address of the visitor, verified or not. */
export function emailsOf(authData: unknown, lead: unknown): (string | null)[] {
  return [authData, lead].map((source) => lookUp(byLowerCaseKey(source), emailKeys));
}

type Claim = ReturnType<typeof firstClaim>;

function byLowerCaseKey(source: unknown): ReadonlyMap<string, unknown> {
  const entries = isRecord(source) ? Object.entries(source) : [];
  // The first of two keys that differ only in case counts. A Map keeps the last, so it is filled in reverse.
  return new Map(entries.map(([key, value]): [string, unknown] => [key.toLowerCase(), value]).toReversed());
}

function lookUp(source: ReadonlyMap<string, unknown>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = source.get(key);
    const text = isRawNumber(value) ? value.rawJSON : typeof value === 'number' ? String(value) : value;
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  }
  return null;
}
