import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { delayOf } from './faults.ts';
import type { Fault } from './faults.ts';
import type { Exchange } from './journal.ts';
import type { Answer, StandIn } from '../stand-in/stand-in.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_PAGE =
  '<!doctype html><html lang="en"><title>Maintenance</title><h1>We will be back in a moment</h1></html>\n';

export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  return send(reply, answer.status, JSON.stringify(answer.body), answer.headers);
}

/** Answers with a fault. `normal` is the answer without it. */
export async function sendFault(
  reply: FastifyReply,
  fault: Fault,
  context: { standIn: StandIn; exchange: Exchange; normal: () => Answer },
): Promise<FastifyReply> {
  const { standIn, exchange, normal } = context;
  if (!(await stillThereAfter(delayOf(fault), exchange.signal))) return reply.hijack();
  switch (fault.fault) {
    case 'latency':
      return sendAnswer(reply, normal());
    case 'rate-limit':
      return sendAnswer(reply, withRetryAfter(standIn.rateLimited, fault));
    case 'server-error':
      return sendAnswer(reply, withRetryAfter(standIn.serverError, fault));
    case 'truncated':
      return send(reply, 200, firstHalf(JSON.stringify(normal().body)));
    case 'wrong-shape':
      return send(reply, 200, JSON.stringify(ofAnotherShape(normal().body)));
    case 'html':
      return reply.code(200).type('text/html; charset=utf-8').send(HTML_PAGE);
    case 'reset':
      reply.hijack();
      exchange.breakOff();
      return reply;
    case 'hang':
      return reply.hijack();
  }
}

function send(
  reply: FastifyReply,
  status: number,
  text: string,
  headers: Answer['headers'] = {},
): FastifyReply {
  return reply.code(status).headers(headers).type(JSON_TYPE).send(text);
}

async function stillThereAfter(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (milliseconds === 0) return true;
  try {
    await wait(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}

function withRetryAfter(answer: Answer, { retryAfterSeconds }: Fault): Answer {
  if (retryAfterSeconds === undefined) return answer;
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfterSeconds) } };
}

function firstHalf(text: string): string {
  return text.slice(0, Math.floor(text.length / 2));
}

function ofAnotherShape(body: unknown): unknown {
  return Array.isArray(body) ? { items: body.slice(0, 3), more: body.length > 3 } : [body];
}
