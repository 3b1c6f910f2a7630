import { expect, test } from '@jest/globals';
import { codeOf, graphWith } from '../../helpers/graph.ts';
import { json, readText, startServer } from '../../helpers/server.ts';
import { describeEachProvider } from './subject.ts';

const refusedEverywhere = [
  ['an empty id', ''],
  ['513 bytes', 'x'.repeat(513)],
  ['513 bytes in 257 characters', `x${'ü'.repeat(256)}`],
  ['a megabyte', 'x'.repeat(1024 * 1024)],
  ['NUL', 'a\0b'],
  ['a lone high surrogate', 'a\uD83D'],
  ['a lone low surrogate', '\uDE00a'],
  ['surrogates in the wrong order', '\uDE00\uD83D'],
  ['.', '.'],
  ['..', '..'],
] as const;

const hostile = [
  ['../admin', '..%2Fadmin'],
  ['../../secrets', '..%2F..%2Fsecrets'],
  ['%2e%2e%2fadmin', '%252e%252e%252fadmin'],
  ['%2e%2e', '%252e%252e'],
  ['.%2e', '.%252e'],
  ['...', '...'],
  ['..;', '..%3B'],
  ['a/b', 'a%2Fb'],
  ['/', '%2F'],
  ['//evil.example', '%2F%2Fevil.example'],
  ['..\\admin', '..%5Cadmin'],
  ['?x=1', '%3Fx%3D1'],
  ['#fragment', '%23fragment'],
  ['a&b=c', 'a%26b%3Dc'],
  ['a b', 'a%20b'],
  [' ', '%20'],
  ['a+b', 'a%2Bb'],
  ['100%', '100%25'],
  ['a:b@c', 'a%3Ab%40c'],
  ['http://evil.example/', 'http%3A%2F%2Fevil.example%2F'],
  ['a\r\nHost: evil.example', 'a%0D%0AHost%3A%20evil.example'],
  ['a\tb', 'a%09b'],
  ['\u007F', '%7F'],
  ['😀', '%F0%9F%98%80'],
  ['оплата-7', '%D0%BE%D0%BF%D0%BB%D0%B0%D1%82%D0%B0-7'],
  ['会话', '%E4%BC%9A%E8%AF%9D'],
  ['جلسة', '%D8%AC%D9%84%D8%B3%D8%A9'],
  ['\u202E', '%E2%80%AE'],
  ['\uFEFF', '%EF%BB%BF'],
  ['e\u0301', 'e%CC%81'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
] as const;

/** A request as it arrived. Its query is decoded, because a space has two spellings there. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly body: unknown;
}

function received(method: string, url: string, text: string): Received {
  const [path = '', search] = url.split(/\?(.*)/s, 2);
  const query = [...new URLSearchParams(search)];
  return { method, path, query, body: text === '' ? undefined : JSON.parse(text) };
}

describeEachProvider('ids', ({ provider: { id: provider }, facts }) => {
  /** The requests that the vendor gets when this session is asked for, and what came of it. */
  async function ask(id: string) {
    const requests: Received[] = [];
    await using server = await startServer(async (request, response) => {
      const { method = '', url = '' } = request;
      requests.push(received(method, url, await readText(request)));
      json(facts.answer(id))(request, response);
    });
    await using graph = graphWith(provider, `${server.url}/base`);
    const read = graph.read(id);
    const outcome = await read.then(
      (session) => session?.externalId,
      () => codeOf(read),
    );
    return { outcome, requests };
  }

  /** The one documented request for a session. */
  function documented(id: string, encodedId: string): Received {
    const url = `/base${facts.path(encodedId)}`;
    return facts.body ? received('POST', url, JSON.stringify(facts.body(id))) : received('GET', url, '');
  }

  test.each(refusedEverywhere)('%s is refused without a call', async (_, id) => {
    expect(await ask(id)).toEqual({ outcome: 'BAD_USER_INPUT', requests: [] });
  });

  test.each([...facts.ids])('%j is asked for in one place of the request', async (id) => {
    expect(await ask(id)).toEqual({ outcome: id, requests: [documented(id, encodeURIComponent(id))] });
  });

  if (facts.takesAnyId) {
    test.each(hostile)('%j is asked for as %s, in the same place', async (id, encodedId) => {
      expect(await ask(id)).toEqual({ outcome: id, requests: [documented(id, encodedId)] });
    });

    test('512 bytes are asked for', async () => {
      const id = 'ü'.repeat(256);
      expect((await ask(id)).outcome).toBe(id);
    });
  } else {
    const ids = hostile.map(([id]) => id);
    test.each(ids)('%j is refused without a call, not being an id of this vendor', async (id) => {
      expect(await ask(id)).toEqual({ outcome: 'BAD_USER_INPUT', requests: [] });
    });
  }
});
