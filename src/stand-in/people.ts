/** The end users of the sandbox, who write to all vendors. Phone numbers come from ranges reserved for fiction. */
export interface Person {
  /** duohub's `customerUserID` and Zep's `user_id`. */
  readonly id: string;
  readonly name: string;
  /** How Chatwize and OpenCX know the person. */
  readonly email: string;
  readonly phone: string;
  readonly language: string;
  readonly company: string;
}

export const AYLIN: Person = {
  id: 'cust-10482',
  name: 'Aylin Şahin',
  email: 'aylin.sahin@example.com',
  phone: '+44 7700 900101',
  language: 'tr',
  company: 'Şahin Tekstil',
};

export const JOSE: Person = {
  id: 'cust-10517',
  name: 'José Ángel Núñez',
  email: 'jose.nunez@example.org',
  phone: '+1 202-555-0117',
  language: 'es',
  company: 'Núñez e Hijos',
};

export const HANAKO: Person = {
  id: 'cust-10633',
  name: '山田 花子',
  email: 'hanako.yamada@example.com',
  phone: '+44 7700 900133',
  language: 'ja',
  company: '山田商店',
};

export const OLENA: Person = {
  id: 'cust-10701',
  name: 'Олена Ковальчук',
  email: 'olena.kovalchuk@example.org',
  phone: '+1 (202) 555-0142',
  language: 'uk',
  company: 'Ковальчук і партнери',
};

export const MOHAMMED: Person = {
  id: 'cust-10744',
  name: 'محمد الفارسي',
  email: 'm.alfarsi@example.com',
  phone: '+44 7700 900158',
  language: 'ar',
  company: 'الفارسي للتجارة',
};

export const PRIYA: Person = {
  id: 'cust-10809',
  name: 'Priya Raman 🌱',
  email: 'priya+orders@example.org',
  phone: '12025550163',
  language: 'en',
  company: 'Green Shoots',
};

export const SOREN: Person = {
  id: 'cust-10866',
  name: 'Søren Østergaard',
  email: 'soren@example.com',
  phone: '+44-7700-900171',
  language: 'da',
  company: 'Østergaard Cykler',
};

export const NIKOS: Person = {
  id: 'cust-10902',
  name: 'Νίκος Παπαδόπουλος',
  email: 'nikos.p@example.org',
  phone: '+1.202.555.0184',
  language: 'el',
  company: 'Παπαδόπουλος ΑΕ',
};

export const MINJUN: Person = {
  id: 'cust-10958',
  name: '김민준',
  email: 'minjun.kim@example.com',
  phone: '+44 7700 900192',
  language: 'ko',
  company: '민준상사',
};

export const MARY: Person = {
  id: 'cust-11003',
  name: 'Mary-Jane O’Brien',
  email: "mary.o'brien@example.org",
  phone: '+1 202 555 0199',
  language: 'en',
  company: 'O’Brien & Daughters',
};

export const PEOPLE: readonly Person[] = [
  AYLIN,
  JOSE,
  HANAKO,
  OLENA,
  MOHAMMED,
  PRIYA,
  SOREN,
  NIKOS,
  MINJUN,
  MARY,
];
