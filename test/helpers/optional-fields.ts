import { expect, test } from '@jest/globals';

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array';
type Json = Record<string, unknown>;

/** A field that a vendor may leave out, and where it shows. */
export interface OptionalField {
  /** Its path in the vendor's record, with dots. */
  readonly wire: string;
  readonly is: Kind;
  /** What shows without it, by path in the session. */
  readonly without: Readonly<Record<string, unknown>>;
}

const junk: Readonly<Record<Kind, unknown>> = {
  string: 'junk',
  number: 17.5,
  boolean: true,
  object: { junk: 'junk' },
  array: ['junk'],
};

/** The field missing, null, and of every type that it is not documented to have. */
function spoiled({ wire, is }: OptionalField, record: Json): [string, Json][] {
  const others = Object.entries(junk).filter(([kind]) => kind !== is);
  const values: [string, unknown][] = [['missing', undefined], ['null', null], ...others];
  return values.map(([how, value]) => {
    const copy = structuredClone(record);
    const keys = wire.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce((object, key) => object[key] as Json, copy);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
    return [how, copy];
  });
}

/** Every one of these fields may be missing, null or of another type: it reads as not there, and nothing crashes. */
export function testOptionalFields(
  toSession: (record: Json) => object,
  record: Json,
  fields: readonly OptionalField[],
): void {
  for (const field of fields) {
    test.each(spoiled(field, record))(`${field.wire}, when %s, reads as not there`, (_, copy) => {
      const untouched = structuredClone(copy);
      const session = toSession(copy);
      for (const [path, value] of Object.entries(field.without)) expect(session).toHaveProperty(path, value);
      expect(session).toHaveProperty('raw', untouched);
    });
  }
}
