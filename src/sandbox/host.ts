import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FAULT_NAMES } from '../stand-in/faults.ts';
import type { Answer, StandIn } from '../stand-in/stand-in.ts';
import { createFaultSwitch, faultOfId } from './faults.ts';
import type { Fault, FaultSwitch } from './faults.ts';
import type { Journal } from './journal.ts';
import { createLimiter } from './limits.ts';
import type { Limiter } from './limits.ts';
import { sendAnswer, sendFault } from './reply.ts';
import { matchRoute } from './routing.ts';
import type { RouteMatch } from './routing.ts';

const MAX_BODY = 1024 * 1024;

/** A stand-in and its switches. */
export interface HostedVendor {
  readonly standIn: StandIn;
  readonly faults: FaultSwitch;
  readonly limiter: Limiter;
}

export function hostedVendor(standIn: StandIn): HostedVendor {
  return { standIn, faults: createFaultSwitch(), limiter: createLimiter() };
}

export async function hostVendor(
  app: FastifyInstance,
  vendor: HostedVendor,
  journal: Journal,
): Promise<void> {
  await app.register(
    async (scope) => {
      // How a vendor rejects a method or path must not depend on the request's body.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request: FastifyRequest, payload: Readable) => readJson(payload));
      scope.all('/', (request, reply) => handle(vendor, journal, request, reply));
    },
    { prefix: vendor.standIn.prefix },
  );
}

/**
 * Routes every path of a vendor to its one handler. The router would decode the path and answer some requests itself, but a
 * stand-in must see and record exactly what arrived.
 */
export function routedUrl(vendors: readonly HostedVendor[], url: string): string {
  const prefix = vendors.map(({ standIn }) => `${standIn.prefix}/`).find((start) => url.startsWith(start));
  return prefix ?? url;
}

/** The parsed body, or undefined if it is not JSON. Reads all of a long body, but keeps only its start. */
async function readJson(payload: Readable): Promise<unknown> {
  let text = '';
  try {
    for await (const chunk of payload.setEncoding('utf8')) if (text.length < MAX_BODY) text += chunk;
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function handle(
  vendor: HostedVendor,
  journal: Journal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { standIn, faults } = vendor;
  const exchange = journal.open(standIn.provider, request, reply);
  const match = matchRoute(standIn, request);
  const refusal = standIn.refuse(request.headers);
  const normal = (): Answer => normalAnswer(vendor, match, refusal);
  const fault = faults.next() ?? (refusal === undefined ? faultOf(standIn, match) : undefined);
  if (fault !== undefined) return sendFault(reply, fault, { standIn, exchange, normal });
  return sendAnswer(reply, normal());
}

function faultOf(standIn: StandIn, match: RouteMatch | undefined): Fault | undefined {
  if (match?.route.knowsFaultIds !== true) return undefined;
  const name = FAULT_NAMES.find((candidate) => standIn.faultIds[candidate] === match.id);
  return name === undefined ? undefined : faultOfId(name);
}

function normalAnswer(
  { standIn, limiter }: HostedVendor,
  match: RouteMatch | undefined,
  refusal: Answer | undefined,
): Answer {
  const window = limiter.take();
  const answer = window?.exceeded
    ? standIn.rateLimited
    : (refusal ?? match?.route.answer(match.id, match.request) ?? standIn.unknownPath);
  if (window === undefined || standIn.limitHeaders === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, ...standIn.limitHeaders(window) } };
}
