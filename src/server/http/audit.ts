import type { FastifyReply, FastifyRequest } from 'fastify';

/** Longer lists are cut: collectors drop lines that are too long. The number of all is in the line. */
const maxIds = 1000;

/**
 * Logs who read which sessions' personal data, once per request and without the data.
 * @returns takes the global id of a session
 */
export function auditReads(
  { log, principal }: FastifyRequest,
  reply: FastifyReply,
): (sessionId: string) => void {
  const read = new Set<string>();
  reply.raw.once('close', () => {
    if (read.size === 0) return;
    const caller = { caller: principal?.name, tenant: principal?.tenant };
    const sessions = [...read].slice(0, maxIds);
    log.info({ audit: true, ...caller, sessions, total: read.size }, 'personal data was read');
  });
  return (sessionId) => void read.add(sessionId);
}
