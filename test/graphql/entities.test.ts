import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SessionProvider } from '../../src/model/generated.ts';
import { providers as all } from '../../src/providers/index.ts';
import { providerOf } from '../helpers/graph.ts';
import { globalId, startGraph, type GraphServer } from './server.ts';

const query = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Session { id provider externalId }
    ... on ChatwizeChatbot { id externalId }
  }
}`;

interface Entities {
  readonly _entities: readonly ({ readonly __typename: string; readonly externalId: string } | null)[];
}

const providers = all.map(({ id }) => id);

function sessionTypeOf(provider: SessionProvider): string {
  return providerOf(provider).sessionType;
}

let graph: GraphServer;
let zep: string;

beforeAll(async () => {
  graph = await startGraph();
  zep = graph.sandbox.samples.sessions.ZEP;
});
afterAll(async () => graph[Symbol.asyncDispose]());
beforeEach(() => {
  graph.sandbox.resetCalls();
  for (const provider of providers) graph.sandbox.setFault(provider, undefined);
});

const resolve = (...representations: unknown[]) => graph.ask<Entities>(query, { representations });

it('answers more representations at once than calls run at once', async () => {
  const representations = Array.from({ length: 2_000 }, (_, number) => ({
    __typename: 'ZepSession',
    externalId: `nobody-${number}`,
  }));
  const { data, errors } = await resolve(...representations);
  expect(errors).toBeUndefined();
  expect(data?._entities).toEqual(times(2_000, null));
  expect(graph.sandbox.calls('ZEP')).toBe(2_000);
});

function times<T>(length: number, value: T): T[] {
  return Array.from({ length }, () => value);
}

function calls(): number {
  return providers.reduce((sum, provider) => sum + graph.sandbox.calls(provider), 0);
}

describe('an entity', () => {
  it.each(providers)(
    'of %s resolves by each of its keys, under its own name and under Session',
    async (provider) => {
      const externalId = graph.sandbox.samples.sessions[provider];
      const type = sessionTypeOf(provider);
      const id = globalId(type, externalId);
      const { data, errors } = await resolve(
        { __typename: type, id },
        { __typename: type, externalId },
        { __typename: type, provider, externalId },
        { __typename: type, id, provider, externalId },
        { __typename: 'Session', id },
        { __typename: 'Session', provider, externalId },
      );
      expect(errors).toBeUndefined();
      expect(data?._entities).toEqual(times(6, { __typename: type, id, provider, externalId }));
      expect(calls()).toBe(1);
    },
  );

  it('can be a chatbot, which costs no call', async () => {
    const externalId = graph.sandbox.samples.chatbot;
    const id = globalId('ChatwizeChatbot', externalId);
    const { data } = await resolve(
      { __typename: 'ChatwizeChatbot', id },
      { __typename: 'ChatwizeChatbot', externalId },
    );
    expect(data?._entities).toEqual(times(2, { __typename: 'ChatwizeChatbot', id, externalId }));
    expect(calls()).toBe(0);
  });

  it('is the same in either spelling of its id', async () => {
    const externalId = graph.sandbox.samples.sessions.OPENCX;
    const upper = externalId.toUpperCase();
    const { data } = await resolve(
      { __typename: 'Session', provider: 'OPENCX', externalId: upper },
      { __typename: 'OpenCXSession', id: globalId('OpenCXSession', externalId), externalId: upper },
    );
    expect(data?._entities.map((entity) => entity?.externalId)).toEqual([externalId, externalId]);
    expect(graph.sandbox.calls('OPENCX')).toBe(1);
  });

  it('that its vendor does not know is null without an error', async () => {
    const { unknownSessions } = graph.sandbox.samples;
    const { data, errors } = await resolve(
      ...providers.map((provider) => ({
        __typename: 'Session',
        provider,
        externalId: unknownSessions[provider],
      })),
    );
    expect(data?._entities).toEqual(providers.map(() => null));
    expect(errors).toBeUndefined();
  });
});

describe('a representation that names nothing', () => {
  const bad: readonly (readonly [string, () => unknown])[] = [
    ['of an unknown type', () => ({ __typename: 'Invoice', id: '1' })],
    ['of a type that is no entity', () => ({ __typename: 'PageInfo', id: '1' })],
    ['of the interface Node', () => ({ __typename: 'Node', id: globalId('ZepSession', zep) })],
    ['of a type that every object has', () => ({ __typename: 'constructor', externalId: zep })],
    ['without a type', () => ({ externalId: zep })],
    ['whose type is not a string', () => ({ __typename: 5, externalId: zep })],
    ['that is a string', () => 'ZepSession'],
    ['that is a list', () => [zep]],
    ['with a malformed id', () => ({ __typename: 'ZepSession', id: 'not an id' })],
    ['with a number for an id', () => ({ __typename: 'ZepSession', id: 5 })],
    ['with an object for an externalId', () => ({ __typename: 'ZepSession', externalId: {} })],
    ['with an empty externalId', () => ({ __typename: 'ZepSession', externalId: '' })],
    ['with an externalId that would leave its path', () => ({ __typename: 'ZepSession', externalId: '..' })],
    ['with an externalId the vendor cannot have', () => ({ __typename: 'OpenCXSession', externalId: 'x' })],
    ['without any key', () => ({ __typename: 'ZepSession' })],
    ['with a null key', () => ({ __typename: 'ZepSession', externalId: null })],
    ['with a provider alone', () => ({ __typename: 'Session', provider: 'ZEP' })],
    ['of any session with an externalId alone', () => ({ __typename: 'Session', externalId: zep })],
    ['with an unknown provider', () => ({ __typename: 'Session', provider: 'INTERCOM', externalId: zep })],
    ['of another type than its id', () => ({ __typename: 'ZepSession', id: globalId('DuohubSession', zep) })],
    [
      'of another type than its provider',
      () => ({ __typename: 'ZepSession', provider: 'DUOHUB', externalId: zep }),
    ],
    [
      'of another externalId than its id',
      () => ({ __typename: 'ZepSession', id: globalId('ZepSession', zep), externalId: 'another' }),
    ],
    [
      'of another provider than its id',
      () => ({ __typename: 'Session', id: globalId('ZepSession', zep), provider: 'DUOHUB' }),
    ],
    [
      'of a session with the id of a chatbot',
      () => ({ __typename: 'Session', id: globalId('ChatwizeChatbot', zep) }),
    ],
  ];

  it.each(bad)('%s is null and one error in its place, beside a neighbour that answers', async (_, make) => {
    const neighbour = { __typename: 'ZepSession', externalId: zep };
    const { data, errors } = await resolve(neighbour, make(), neighbour);
    expect(data?._entities.map((entity) => entity?.externalId)).toEqual([zep, undefined, zep]);
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities', 1], 'BAD_USER_INPUT'],
    ]);
    expect(calls()).toBe(1);
  });

  it('does not hide another: a batch has as many errors as bad representations', async () => {
    const { data, errors } = await resolve(...bad.map(([, make]) => make()));
    expect(data?._entities).toEqual(bad.map(() => null));
    expect(errors?.map(({ path }) => path?.[1]).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      bad.map((_, place) => place),
    );
  });
});

describe('a batch', () => {
  it('of mixed vendors and mixed keys costs one call for each distinct session', async () => {
    const representations = providers.flatMap((provider) => {
      const externalId = graph.sandbox.samples.sessions[provider];
      const type = sessionTypeOf(provider);
      return [
        { __typename: type, externalId },
        { __typename: 'Session', id: globalId(type, externalId) },
        { __typename: 'Session', provider, externalId },
      ];
    });
    const { data } = await resolve(...representations, ...representations);
    const types = providers.flatMap((provider) => times(3, sessionTypeOf(provider)));
    expect(data?._entities.map((entity) => entity?.__typename)).toEqual([...types, ...types]);
    expect(providers.map((provider) => graph.sandbox.calls(provider))).toEqual(providers.map(() => 1));
  });

  it('keeps what the other vendors answer when one is down', async () => {
    graph.sandbox.setFault('DUOHUB', { fault: 'server-error' });
    const { data, errors } = await resolve(
      ...providers.map((provider) => ({
        __typename: 'Session',
        provider,
        externalId: graph.sandbox.samples.sessions[provider],
      })),
    );
    expect(data?._entities.map((entity) => entity?.__typename)).toEqual(
      providers.map((provider) => (provider === 'DUOHUB' ? undefined : sessionTypeOf(provider))),
    );
    expect(errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities', providers.indexOf('DUOHUB')], 'UPSTREAM_UNAVAILABLE'],
    ]);
  });

  it('can have 5000 representations and no more', async () => {
    const one = { __typename: 'ZepSession', externalId: zep };
    const full = await resolve(...times(5000, one));
    expect(full.errors).toBeUndefined();
    expect(full.data?._entities).toHaveLength(5000);
    expect(graph.sandbox.calls('ZEP')).toBe(1);

    const over = await resolve(...times(5001, one));
    expect(over.errors).toMatchObject([
      {
        message: 'representations must have at most 5000 entries, got 5001.',
        path: ['_entities'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(graph.sandbox.calls('ZEP')).toBe(1);
  });

  it('is bounded as configured', async () => {
    await using small = await startGraph({ MAX_REPRESENTATIONS: '1' });
    const one = { __typename: 'ZepSession', externalId: zep };
    const { errors } = await small.ask(query, { representations: [one, one] });
    expect(errors).toMatchObject([{ message: 'representations must have at most 1 entries, got 2.' }]);
  });
});
