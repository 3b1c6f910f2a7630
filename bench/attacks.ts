import { once } from 'node:events';
import { exchange, open, post, type Bytes } from '../test/abuse/exchange.ts';
import { halves } from '../test/abuse/protocol.ts';
import { attacks as refused } from '../test/abuse/operations.ts';
import { requests } from '../test/abuse/requests.ts';

export interface BenchAttack {
  readonly name: string;
  /** Attacks once. Called again and again. */
  readonly run: (url: string, signal: AbortSignal) => Promise<unknown>;
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const ids = (count: number, prefix: string): string[] =>
  Array.from({ length: count }, (_, index) =>
    Buffer.from(`ZepSession:${prefix}${index}`).toString('base64url'),
  );
const operation = (query: string, variables: object = {}): Bytes =>
  post(JSON.stringify({ query, variables }));

/** A page of 1,000 sessions; its answer has as many fields as the limits allow. */
const page = (fields: string): string =>
  `{ chatwizeChatbot(externalId: "b") { sessions(first: 1000) { nodes { ${fields} } } } }`;
const largest = page(times(95, (i) => `f${i}: raw`));
const representations = Array.from({ length: 5000 }, (_, i) => ({
  __typename: 'ZepSession',
  externalId: `e${i % 500}`,
}));

/** The largest operations that the limits allow. */
const allowed: readonly (readonly [name: string, bytes: Bytes])[] = [
  ['a page of 1,000 with 95 fields', operation(page(times(95, (i) => `f${i}: externalId`)))],
  ['a page of 1,000 with 95 records', operation(largest)],
  [
    'a page of 1,000 with 30 participants',
    operation(page(times(30, (i) => `p${i}: participant { name email }`))),
  ],
  ['a page of 1,000 with metadata', operation(page(times(8, (i) => `m${i}: metadata { key }`)))],
  [
    '280 pages of one list, each in another order',
    operation(
      `{ chatwizeChatbot(externalId: "b") { ${times(280, (i) => `p${i}: sessions(first: 1, orderBy: {field: ${i % 2 ? 'CREATED_AT' : 'UPDATED_AT'}, direction: ASC}, filter: {createdAfter: "2020-01-01T00:00:${String(i % 60).padStart(2, '0')}Z"}) { totalCount }`)} } }`,
    ),
  ],
  [
    '20 chatbots with 24 lists each',
    operation(
      `query ($b: [String!]!) { chatwizeChatbots(externalIds: $b) { ${times(24, (i) => `p${i}: sessions(first: 1, filter: {hasLead: true}) { totalCount }`)} } }`,
      { b: Array.from({ length: 20 }, () => 'b') },
    ),
  ],
  [
    '5 lists of 200 ids',
    operation(
      `query ($i: [ID!]!) { ${times(5, (i) => `l${i}: sessionsByIds(ids: $i) { id raw metadata { key } }`)} }`,
      {
        i: ids(200, 's'),
      },
    ),
  ],
  [
    '5 lists of 200 ids that hang',
    operation(`query ($i: [ID!]!) { ${times(5, (i) => `l${i}: sessionsByIds(ids: $i) { id }`)} }`, {
      i: ids(200, 'hang'),
    }),
  ],
  [
    '1,000 malformed ids',
    operation('query ($i: [ID!]!) { sessionsByIds(ids: $i) { id } }', {
      i: Array.from({ length: 200 }, () => '!'),
    }),
  ],
  [
    '5,000 representations',
    operation(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ZepSession { id externalId status createdAt raw } } }',
      { r: representations },
    ),
  ],
  [
    '5,000 representations of chatbots',
    operation(
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on ChatwizeChatbot { id } } }',
      {
        r: Array.from({ length: 5000 }, (_, i) => ({ __typename: 'ChatwizeChatbot', externalId: `b${i}` })),
      },
    ),
  ],
  [
    '300 times all providers',
    operation(
      `{ ${times(280, (i) => `p${i}: sessionProviders { provider availability quota { limit } }`)} }`,
    ),
  ],
  [
    'introspection at the limit',
    operation(
      `{ ${times(20, (i) => `s${i}: __schema { types { name description fields { name description type { name } } } }`)} }`,
    ),
  ],
  [
    '1,000 words of 1,000 letters in a comment',
    operation(`{ __typename } # ${times(1000, () => 'a'.repeat(1000))}`),
  ],
  ['deep introspection', operation('{ __schema { types { fields { type { name fields { name } } } } } }')],
  ['the SDL 300 times', operation(`{ ${times(280, (i) => `s${i}: _service { sdl }`)} }`)],
];

/** Asks for a large answer and does not read it. */
async function doNotRead(url: string, signal: AbortSignal): Promise<void> {
  const sockets = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const socket = await open(url);
      socket
        .on('error', () => undefined)
        .pause()
        .write(operation(largest));
      return socket;
    }),
  );
  if (!signal.aborted) await once(signal, 'abort');
  for (const socket of sockets) socket.destroy();
}

/** Leaves before the answer. */
async function leave(url: string): Promise<void> {
  const socket = await open(url);
  socket.on('error', () => undefined).end(operation(largest));
  await new Promise((resolve) => setTimeout(resolve, 20));
  socket.destroy();
}

async function halfSend(url: string, signal: AbortSignal): Promise<void> {
  const all = Array.from({ length: 500 }, (_, index) => halves[index % halves.length]?.bytes ?? '');
  const sockets = await Promise.all(
    all.map(async (bytes) => {
      const socket = await open(url);
      socket.on('error', () => undefined).write(bytes);
      return socket;
    }),
  );
  if (!signal.aborted) await once(signal, 'abort');
  for (const socket of sockets) socket.destroy();
}

const sending =
  (bytes: Bytes): BenchAttack['run'] =>
  (url) =>
    exchange(url, bytes);

/** Fails if the operation is refused after all: then it shows nothing. */
const sendingAllowed =
  (bytes: Bytes): BenchAttack['run'] =>
  async (url) => {
    const { code } = await exchange(url, bytes);
    if (code !== undefined && !/^(UPSTREAM|BAD_USER)_/.test(code)) throw new Error(`It is refused: ${code}`);
  };

export const benchAttacks: readonly BenchAttack[] = [
  { name: 'none', run: (_, signal) => once(signal, 'abort') },
  ...allowed.map(([name, bytes]) => ({ name: `allowed: ${name}`, run: sendingAllowed(bytes) })),
  { name: '60 clients that do not read', run: doNotRead },
  { name: 'clients that leave', run: leave },
  { name: '500 half requests', run: halfSend },
  ...refused.map(({ name, query, variables }) => ({
    name: `refused: ${name}`,
    run: sending(operation(query, variables)),
  })),
  ...requests.map(({ name, bytes }) => ({ name, run: sending(bytes) })),
];
