import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { isLoopback } from '../../model/loopback.ts';
import type { Config } from '../config.ts';
import type { MetricsPage } from '../metrics/index.ts';
import { hasBearer } from './bearer.ts';
import { clientErrorHandler, frameworkErrors, refuse, registerErrors } from './errors.ts';
import { Guesses, tooManyGuesses } from './guesses.ts';
import { hostnameOf } from './host.ts';
import { securityHeaders } from './security-headers.ts';

export interface MetricsOptions extends Settings {
  readonly onWrongToken: () => void;
}

type Settings = Pick<Config['server'], 'HOST' | 'METRICS_TOKEN' | 'METRICS_PORT'>;

/** Serves `/metrics`, on this server or on a port of its own that is closed with it. */
export async function registerMetrics(
  app: FastifyInstance,
  page: MetricsPage,
  { onWrongToken, ...settings }: MetricsOptions,
): Promise<void> {
  const { HOST: host, METRICS_PORT: port } = settings;
  const guesses = new Guesses(onWrongToken);
  if (port === undefined) return serve(app, page, { settings, guesses });
  const own = Fastify({
    loggerInstance: app.log,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    frameworkErrors,
    clientErrorHandler,
  });
  own.addHook('onRequest', async (_, reply) => void reply.headers(securityHeaders));
  registerErrors(own);
  serve(own, page, { settings, guesses });
  app.addHook('onClose', () => own.close());
  app.log.info({ url: `${await own.listen({ host, port })}/metrics` }, 'metrics are on a port of their own');
}

interface Guarded {
  readonly settings: Settings;
  readonly guesses: Guesses;
}

function serve(app: FastifyInstance, page: MetricsPage, { settings, guesses }: Guarded): void {
  app.get('/metrics', async (request, reply) => {
    const { ip, log } = request;
    if (await guesses.isBlocked(ip)) return refuse(reply.header('retry-after', '60'), tooManyGuesses);
    const refusal = refusalOf(request, settings);
    if (refusal?.status === 401) await guesses.count(ip, log);
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
  const isOwnName = isLoopback(HOST) && isLoopback(hostnameOf(headers));
  if (isOwnName || (port !== undefined && !isLoopback(HOST))) return undefined;
  return {
    status: 403,
    message: 'Metrics need METRICS_TOKEN or METRICS_PORT, unless they are read on this machine.',
  };
}

function refuseReader(reply: FastifyReply, { status, message }: Refusal): FastifyReply {
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return refuse(reply, { status, message, code: status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN' });
}
