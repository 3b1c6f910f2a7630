/** What is measured: one kind of operation under one kind of load. */
export interface Lane {
  readonly name: string;
  /** Operations that run at the same time. */
  readonly connections: number;
  /** Whether answers may come from a cache: then every operation is the same, otherwise no two are. */
  readonly isCached: boolean;
  readonly kind: Kind;
  readonly latencyMs?: number;
}

/** An operation, in the words of each contender. */
export type Kind = 'one' | 'many' | 'list';

export const lanes: readonly Lane[] = [
  { name: 'one session, cold', connections: 32, isCached: false, kind: 'one' },
  { name: '99 ids, cold', connections: 4, isCached: false, kind: 'many' },
  { name: 'chatbot of 1000, cold', connections: 4, isCached: false, kind: 'list' },
  { name: 'one session, cached', connections: 32, isCached: true, kind: 'one' },
  { name: '99 ids, cached', connections: 4, isCached: true, kind: 'many' },
  { name: 'chatbot of 1000, cached list', connections: 4, isCached: true, kind: 'list' },
  { name: '99 ids, 50 ms vendor latency', connections: 1, isCached: false, kind: 'many', latencyMs: 50 },
];

const perVendor = 33;

export interface Ids {
  readonly zep: readonly string[];
  readonly duohub: readonly string[];
  readonly opencx: readonly string[];
  readonly chatbot: string;
}

/** The ids of the operation with this number. */
export function idsOf(kind: Kind, number: number): Ids {
  const many = (name: string) =>
    Array.from({ length: kind === 'many' ? perVendor : 1 }, (_, place) => `${name}-${number}-${place}`);
  const uuids = Array.from(
    { length: perVendor },
    (_, place) => `00000000-${hex(place, 4)}-4000-8000-${hex(number, 12)}`,
  );
  return {
    zep: many('zep'),
    duohub: kind === 'many' ? many('duohub') : [],
    opencx: kind === 'many' ? uuids : [],
    chatbot: `1000-${number}`,
  };
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}

/** How many sessions the answer to an operation has. */
export const sessionsIn = { one: 1, many: 3 * perVendor, list: 1000 } as const satisfies Record<Kind, number>;
/** How many calls to vendors an operation needs that nothing is cached of. */
export const callsOf = { one: 1, many: 3 * perVendor, list: 1 } as const satisfies Record<Kind, number>;
