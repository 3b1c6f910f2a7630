import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { isLoopback } from '../../model/loopback.ts';
import type { Config } from '../config.ts';
import type { MetricsPage } from '../metrics/index.ts';
import { hasBearer } from './bearer.ts';
import { refuse } from './errors.ts';
import { hostnameOf } from './host.ts';

type Settings = Pick<Config['server'], 'HOST' | 'METRICS_TOKEN' | 'METRICS_PORT'>;

/** Serves `/metrics`, on this server or on a port of its own that is closed with it. */
export async function registerMetrics(
  app: FastifyInstance,
  page: MetricsPage,
  settings: Settings,
): Promise<void> {
  const { HOST: host, METRICS_PORT: port } = settings;
  if (port === undefined) return serve(app, page, settings);
  const own = Fastify({ logger: false, forceCloseConnections: true });
  serve(own, page, settings);
  app.addHook('onClose', () => own.close());
  app.log.info({ url: `${await own.listen({ host, port })}/metrics` }, 'metrics are on a port of their own');
}

function serve(app: FastifyInstance, page: MetricsPage, settings: Settings): void {
  app.get('/metrics', async (request, reply) => {
    const refusal = refusalOf(request, settings);
    if (refusal) return refuseReader(reply, refusal);
    return reply
      .type(page.contentType)
      .header('cache-control', 'no-store')
      .send(await page.read());
  });
}

interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
}

/** A port of its own is for the network to close. On the port of the graph, only this machine reads without the token. */
function refusalOf({ headers }: FastifyRequest, settings: Settings): Refusal | undefined {
  const { HOST, METRICS_TOKEN: token, METRICS_PORT: port } = settings;
  if (token !== undefined) {
    return hasBearer(headers, token)
      ? undefined
      : { status: 401, message: 'The metrics token is missing or invalid.' };
  }
  if (port !== undefined || (isLoopback(HOST) && isLoopback(hostnameOf(headers)))) return undefined;
  return {
    status: 403,
    message: 'Metrics need METRICS_TOKEN or METRICS_PORT, unless they are read on this machine.',
  };
}

function refuseReader(reply: FastifyReply, { status, message }: Refusal): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return refuse(reply, { status, message, code: status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' });
}
