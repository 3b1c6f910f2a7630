import { PEOPLE, type Person } from './people.ts';

const GIVEN_NAMES = [
  'Amara',
  'Björn',
  'Chloé',
  'Dmytro',
  'Esra',
  'Farid',
  'Giulia',
  'Hye-jin',
  'Ivana',
  'João',
];
const FAMILY_NAMES = ['Achieng', 'Brandt', 'Costa', 'Đorđević', 'Eriksen', 'Fontaine', 'García'];
const LANGUAGES = ['en', 'de', 'fr', 'uk', 'tr', 'ar', 'it', 'ko', 'sr', 'pt'];

/** A customer whose id is a fault id, so that Zep fails for it while the other vendors answer. */
export const UNLUCKY: Person = {
  id: 'fault-server-error',
  name: 'Pat Unlucky',
  email: 'pat.unlucky@example.net',
  phone: '+1 202-555-0100',
  language: 'en',
  company: 'Unlucky Ltd.',
};

/** Every fourth session of a long list is of a person whom all vendors know by name; the others are of many customers. */
export function customerOf(index: number): Person {
  if (index % 60 === 17) return UNLUCKY;
  const [person] = index % 4 === 0 ? [PEOPLE[(index / 4) % PEOPLE.length]] : [];
  return person ?? strangerOf((index * 7_919) % 900);
}

function strangerOf(number: number): Person {
  const name = `${GIVEN_NAMES[number % GIVEN_NAMES.length]} ${FAMILY_NAMES[number % FAMILY_NAMES.length]}`;
  return {
    id: `cust-${20_000 + number}`,
    name,
    email: `customer.${20_000 + number}@example.net`,
    phone: `+1 202-555-01${String(number % 100).padStart(2, '0')}`,
    language: LANGUAGES[number % LANGUAGES.length] ?? 'en',
    company: `${name} & Co.`,
  };
}

const FIRST_SESSION = Date.UTC(2025, 2, 3, 7);
const MINUTE = 60_000;

/**
 * When the sessions of a long list started: some minutes apart, with a few at the same time.
 * @param minutesApart differs from vendor to vendor, so that their sessions mix
 */
export function startOf(index: number, minutesApart: number): number {
  const place = index % 50 === 1 ? index - 1 : index;
  return FIRST_SESSION + place * minutesApart * MINUTE + ((place * 37) % 60) * 1_000;
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
