import { startServer, type Answer } from '../test/helpers/server.ts';
import type { SessionProvider } from '../src/model/generated.ts';
import { anySession, vendorFacts } from '../test/helpers/vendor-facts.ts';

/*
 * All vendors, in a process of their own: they have every session, never answer for an id that begins with `hang`, and a
 * chatbot has 5,000 sessions. Prints the address.
 */

const uuid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const day = 86_400_000;
const sessions = Array.from({ length: 5_000 }, (_, index) => ({
  uuid: uuid(index),
  created_at: new Date(1.7e12 + ((index * 7919) % 5_000) * day).toISOString(),
  modified_at: new Date(1.75e12 + ((index * 104_729) % 5_000) * day).toISOString(),
  meta: {
    user: { name: `Visitor ${index}`, email: `visitor${index}@example.com` },
    plan: 'free',
    seats: index,
  },
}));
const list = JSON.stringify(sessions);

const answers = Object.fromEntries(
  Object.entries(vendorFacts).map(([provider, facts]) => [provider, anySession(facts)]),
) as Readonly<Record<SessionProvider, Answer>>;

const server = await startServer((request, response) => {
  const path = request.url ?? '';
  if (path.includes('hang')) return;
  if (path.includes('/chatbot/')) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(list);
    return;
  }
  const [, provider = ''] = path.split('/');
  request.url = path.slice(provider.length + 1);
  answers[provider as SessionProvider](request, response);
});
process.stdout.write(`vendors at ${server.url}\n`);
