import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import got from 'got';
import type { Ids } from './lanes.ts';

/*
 * The baseline: no GraphQL, no cache, nothing that guards a vendor. A POST with ids makes the calls with got and answers
 * with the records.
 */

const [base = ''] = process.argv.slice(2);
/** One client for each vendor, with its own connections. */
const clients = Object.fromEntries(
  ['zep', 'duohub', 'opencx', 'chatwize'].map((vendor) => [
    vendor,
    got.extend({ agent: { http: new Agent({ keepAlive: true, maxSockets: 64 }) }, retry: { limit: 0 } }),
  ]),
);
const read = (path: string): Promise<unknown> | undefined =>
  clients[path.split('/')[0] ?? '']?.get(`${base}/${path}`).json();

async function answer({ zep, duohub, opencx, chatbot }: Ids, isList: boolean): Promise<unknown> {
  if (isList) return read(`chatwize/chatbot/${chatbot}/sessions`);
  return Promise.all([
    ...zep.map((id) => read(`zep/sessions/${id}`)),
    ...duohub.map((id) => read(`duohub/sessions/get/${id}`)),
    ...opencx.map((id) => read(`opencx/chat/sessions/${id}`)),
  ]);
}

const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += String(chunk)));
  request.on('end', async () => {
    const body = JSON.stringify(await answer(JSON.parse(text) as Ids, request.url === '/list'));
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
