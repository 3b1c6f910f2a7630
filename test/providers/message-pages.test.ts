import { describe, expect, test } from '@jest/globals';
import { createSessionGraph } from '../../src/library/session-graph.ts';
import { providers } from '../../src/providers/index.ts';
import type { Provider } from '../../src/providers/provider.ts';
import type { Conversation } from '../../src/reads/conversations.ts';
import { codeOf, type graphWith } from '../helpers/graph.ts';
import { hang, json, startServer, type Answer } from '../helpers/server.ts';
import { conversationsOf, numbers } from './conversations.ts';
import { pagesOf, queryOf } from './transcripts.ts';

type Options = Parameters<typeof graphWith>[2];

/** Chatwize sends all messages at once. */
const paged = providers.filter(({ id, messages }) => messages && id !== 'CHATWIZE');

describe.each(paged)('pages of messages of $name', (provider) => {
  const { facts, reading, readFrom, records, texts } = conversationsOf(provider);

  test('of a vendor that lists the newest first are missing at the start', async () => {
    const found = await readFrom(pagesOf(facts, records(9).toReversed()), { maxMessageCalls: 2 });
    expect(found.texts).toEqual(texts(3, 4, 5, 6, 7, 8));
    expect(found.conversation.transcript.missing).toBe('start');
  });

  test('are read no further than to the bound', async () => {
    const found = await readFrom(pagesOf(facts, records(12)), { maxMessages: 4 });
    expect([found.texts, found.paths.length]).toEqual([texts(0, 1, 2, 3), 2]);
    const whole = await readFrom(pagesOf(facts, records(12)), { maxMessages: 6 });
    expect([whole.texts.length, whole.paths.length]).toEqual([6, 2]);
    expect(whole.conversation.transcript.isComplete).toBe(false);
  });

  test('that never end are read in as many calls as are allowed', async () => {
    let asked = 0;
    const endless: Answer = (request, response) => {
      const start = facts.start(queryOf(request.url));
      asked += 1;
      json(facts.page([facts.record(start)], { start, total: start + 100 }))(request, response);
    };
    const found = await readFrom(endless, { maxMessageCalls: 5 });
    expect([asked, found.texts]).toEqual([5, texts(0, 1, 2, 3, 4)]);
    expect(found.conversation.transcript.missing).toBe('end');
  });

  test('of a vendor whose pages repeat are those that are certain, with a line in the log', async () => {
    const same: Answer = (request, response) => {
      const start = facts.start(queryOf(request.url));
      json(facts.page(records(3), { start, total: 1000 }))(request, response);
    };
    const found = await readFrom(same);
    expect(found.texts).toEqual(texts(0, 1, 2));
    expect(found.conversation.transcript.isComplete).toBe(false);
    expect(found.paths.length).toBeLessThanOrEqual(3);
    expect(found.warned).toEqual(['upstream read ended before the last page']);
  });

  test.each([2, 3])(
    'of a vendor that sends %d pages over and over end with the first that has no new message',
    async (count) => {
      let asked = 0;
      const circle: Answer = (request, response) => {
        const rows = records(3 * count).slice(3 * (asked % count), 3 * (asked % count) + 3);
        const page = facts.page(rows, { start: 3 * asked, total: 1000 }) as object;
        asked += 1;
        json({ ...page, total_count: undefined })(request, response);
      };
      const found = await readFrom(circle);
      expect([found.texts, asked]).toEqual([texts(...numbers(3 * count)), count + 1]);
      expect(found.conversation.transcript.isComplete).toBe(false);
      expect(found.logged.at(-1)?.fields).toMatchObject({ reason: 'inconsistent' });
    },
  );

  test('whose records have neither ids nor dates can say the same thing again', async () => {
    const without = { id: null, uuid: null, created_at: null, createdAt: null };
    const rows = [0, 1, 2, 3, 4, 5, 0].map((number) => facts.record(number, without));
    const found = await readFrom(pagesOf(facts, rows));
    expect(found.texts).toEqual(texts(0, 1, 2, 3, 4, 5, 0));
    expect(found.conversation.transcript.isComplete).toBe(true);
  });

  test('that end with a page that was there before are not complete', async () => {
    const twice: Answer = (request, response) => {
      const start = facts.start(queryOf(request.url));
      json(facts.page(records(3), { start, total: 6 }))(request, response);
    };
    const found = await readFrom(twice);
    expect(found.texts).toEqual(texts(0, 1, 2));
    expect(found.conversation.transcript.isComplete).toBe(false);
    expect([found.paths.length, found.warned.length]).toEqual([2, 1]);
  });

  test('of a vendor that has fewer than it says never loop', async () => {
    const short: Answer = (request, response) => {
      const start = facts.start(queryOf(request.url));
      json(facts.page(records(6).slice(start, start + 3), { start: 0, total: 1000 }))(request, response);
    };
    const found = await readFrom(short);
    expect(found.texts).toEqual(texts(0, 1, 2, 3, 4, 5).slice(0, found.texts.length));
    expect(found.texts.length).toBeGreaterThanOrEqual(3);
    expect(found.conversation.transcript.isComplete).toBe(false);
    expect(found.paths.length).toBeLessThanOrEqual(3);
  });

  /** Answers the first page, and everything after it in another way. */
  const onlyFirst =
    (after: Answer): Answer =>
    (request, response) => {
      const isFirst = facts.start(queryOf(request.url)) === 0;
      (isFirst ? pagesOf(facts, records(9)) : after)(request, response);
    };

  describe('after a first page', () => {
    const shown = texts(0, 1, 2);

    test.each<[string, string, Answer, Options]>([
      ['the vendor answers 429', 'quota', json({}, 429), {}],
      ['the quota is used up', 'quota', json({}, 500), { quota: 1, timeoutMs: 1000 }],
      ['the time is over', 'deadline', hang, { timeoutMs: 400 }],
      ['the pages are too large', 'bound', json({ padding: 'x'.repeat(5000) }), { maxListBytes: 3000 }],
    ])('end when %s: what was read is shown', async (_, reason, after, options) => {
      const found = await readFrom(onlyFirst(after), options);
      expect(found.texts).toEqual(shown);
      expect(found.conversation.transcript.missing).toBe('end');
      expect(found.logged.at(-1)).toEqual({
        level: 'info',
        message: 'upstream read ended before the last page',
        fields: { provider: provider.id, operation: 'getMessages', reason },
      });
    });

    test('end shortly before the deadline of the request that waits for them', async () => {
      await using server = await startServer(onlyFirst(hang));
      const graph = createSessionGraph({
        providers: { [provider.id]: { credential: 'any', baseUrl: server.url, timeoutMs: 60_000 } },
        cache: false,
        requestTimeoutMs: 1000,
      });
      const { loaders } = graph.createContext();
      const key = { type: provider.sessionType, externalId: facts.id };
      const { transcript } = (await loaders.conversation(key)) as Conversation;
      expect([transcript.isComplete, transcript.size]).toEqual([false, 3]);
      await graph.stop();
    });

    test('that end too early do not replace the whole conversation, which is shown as stale', async () => {
      let rest = pagesOf(facts, records(9));
      await using server = await startServer(onlyFirst((...exchange) => rest(...exchange)));
      const graph = createSessionGraph({
        providers: { [provider.id]: { credential: 'any', baseUrl: server.url } },
      });
      const key = { type: provider.sessionType, externalId: facts.id };
      const read = async () => {
        const { loaders } = graph.createContext({ freshness: { maxAgeMs: 0 } });
        const { transcript, stale } = (await loaders.conversation(key)) as Conversation;
        return [transcript.size, transcript.isComplete, stale];
      };
      expect(await read()).toEqual([9, true, false]);
      rest = json({}, 429);
      expect(await read()).toEqual([9, true, true]);
      await graph.stop();
    });

    test('fail when the vendor fails', async () => {
      await using broken = await reading(onlyFirst(json({}, 503)));
      expect(await codeOf(broken.read())).toBe('UPSTREAM_UNAVAILABLE');
      await using missing = await reading(onlyFirst(json({}, 404)));
      expect(await codeOf(missing.read())).toBe('UPSTREAM_INVALID_RESPONSE');
      await using wrong = await reading(onlyFirst(json([1])));
      expect(await codeOf(wrong.read())).toBe('UPSTREAM_INVALID_RESPONSE');
    });

    test('are nobody’s when the caller has left', async () => {
      const controller = new AbortController();
      const leave: Answer = () => controller.abort();
      await using vendor = await reading(onlyFirst(leave));
      expect(await codeOf(vendor.read(controller.signal))).toBe('UPSTREAM_TIMEOUT');
      expect(vendor.paths).toHaveLength(2);
    });
  });
});

test.each([
  ['DUOHUB', 'nextToken', 'x'.repeat(3_000)],
  ['DUOHUB', 'nextToken', { page: 2 }],
  ['OPENCX', 'next', 'x'.repeat(3_000)],
  ['OPENCX', 'next', true],
])(
  '%s: after a page whose %s cannot be sent, the conversation is not complete',
  async (id, field, cursor) => {
    const provider = providers.find((one) => one.id === id) as Provider;
    const { facts, readFrom, records, texts } = conversationsOf(provider);
    const page = facts.page(records(2), { start: 0, total: 2 }) as object;
    const found = await readFrom(json({ ...page, [field]: cursor }));
    expect([found.texts, found.paths.length]).toEqual([texts(0, 1), 1]);
    expect(found.conversation.transcript.isComplete).toBe(false);
    expect(found.warned).toEqual(['upstream read ended before the last page']);
  },
);
