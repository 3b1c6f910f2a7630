import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { sessionsIn, type Kind, type Lane } from './lanes.ts';
import type { Contender, Vendors } from './contenders.ts';

export interface Measured {
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly callsPerOperation: number;
  /** CPU seconds of the contender for 1,000 operations. */
  readonly cpu: number;
  /** The resident memory of the contender after the load, in MiB. */
  readonly rss: number;
}

let next = 0;

/** @throws {Error} if the contender's answer does not have all sessions */
export async function check(contender: Contender, kind: Kind): Promise<void> {
  const text = await send(contender, kind, (next += 1));
  // Each of the selected records has one of these, whatever the contender calls its fields.
  const sessions = text.match(/"(createdAt|created_at)":"/g)?.length ?? 0;
  if (sessions !== sessionsIn[kind] || text.includes('"errors"')) {
    throw new Error(`${contender.name} answered ${sessions} sessions: ${text.slice(0, 500)}`);
  }
}

async function send({ url, request, headers }: Contender, kind: Kind, number: number): Promise<string> {
  const { path, body } = request(kind, number);
  const response = await fetch(url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return response.text();
}

/** Loads a contender for some seconds. */
export async function load(
  contender: Contender,
  lane: Lane,
  { vendors, seconds }: { readonly vendors: Vendors; readonly seconds: number },
): Promise<Measured> {
  const { kind } = lane;
  await check(contender, kind);
  const fixed = lane.isCached ? contender.request(kind, (next += 1)) : undefined;
  const headers = { 'content-type': 'application/json', ...contender.headers };
  if (fixed)
    await (await fetch(contender.url + fixed.path, { method: 'POST', body: fixed.body, headers })).text();
  const before = { calls: await vendors.calls(), cpu: cpuSeconds(contender.pid) };
  const { path } = contender.request(kind, 0);
  const result = await autocannon({
    url: contender.url + path,
    connections: lane.connections,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        headers,
        setupRequest: (request) => ({
          ...request,
          body: (fixed ?? contender.request(kind, (next += 1))).body,
        }),
      },
    ],
  });
  const { requests, latency, errors, non2xx } = result;
  if (errors + non2xx > 0)
    throw new Error(`${contender.name}: ${errors} errors, ${non2xx} answers that are not 200`);
  return {
    perSecond: requests.total / result.duration,
    p50: latency.p50,
    p99: latency.p99,
    callsPerOperation: ((await vendors.calls()) - before.calls) / requests.total,
    cpu: ((cpuSeconds(contender.pid) - before.cpu) / requests.total) * 1000,
    rss: residentMemory(contender.pid),
  };
}

/** What the kernel has counted for a process, in its clock ticks of 10 ms. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export function residentMemory(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
