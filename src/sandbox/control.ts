import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import { vendorName } from '../stand-in/stand-in.ts';
import { describeControl } from './control-description.ts';
import { faultSchema } from './faults.ts';
import type { HostedVendor } from './host.ts';
import type { Journal } from './journal.ts';
import { limitSchema } from './limits.ts';

/** One kind of switch, with its GET, PUT and DELETE. */
interface Switch<Setting> {
  readonly schema: z.ZodType<Setting>;
  readonly set: (vendor: HostedVendor, setting: Setting | undefined) => void;
  readonly current: (vendor: HostedVendor) => Setting | undefined;
}

/** Serves /control, which answers JSON and belongs to no vendor. */
export async function hostControl(
  app: FastifyInstance,
  vendors: readonly HostedVendor[],
  journal: Journal,
): Promise<void> {
  const byName = new Map(vendors.map((vendor) => [vendorName(vendor.standIn.provider), vendor]));
  await app.register(
    async (scope) => {
      // Another origin's page can send text without a CORS preflight, but not JSON.
      scope.removeContentTypeParser('text/plain');
      scope.get('/', () => describeControl(vendors));
      hostSwitch(scope, '/faults', byName, {
        schema: faultSchema,
        set: ({ faults }, fault) => faults.set(fault),
        current: ({ faults }) => faults.current(),
      });
      hostSwitch(scope, '/limits', byName, {
        schema: limitSchema,
        set: ({ limiter }, limit) => limiter.set(limit),
        current: ({ limiter }) => limiter.current(),
      });
      scope.get('/calls', () => perVendor(byName, ({ standIn }) => journal.count(standIn.provider)));
      scope.delete('/calls', (_request, reply) => {
        journal.reset();
        return reply.code(204).send();
      });
    },
    { prefix: '/control' },
  );
}

function hostSwitch<Setting>(
  scope: FastifyInstance,
  path: string,
  byName: ReadonlyMap<string, HostedVendor>,
  { schema, set, current }: Switch<Setting>,
): void {
  scope.get(path, () => perVendor(byName, (vendor) => current(vendor) ?? null));

  scope.put<{ Params: { vendor: string } }>(`${path}/:vendor`, (request, reply) => {
    const vendor = byName.get(request.params.vendor);
    if (vendor === undefined) return unknownVendor(reply, request.params.vendor, byName);
    const parsed = schema.safeParse(request.body ?? {});
    if (!parsed.success) return reply.code(400).send({ error: describeIssues(parsed.error) });
    set(vendor, parsed.data);
    return reply.send(parsed.data);
  });

  scope.delete<{ Params: { vendor: string } }>(`${path}/:vendor`, (request, reply) => {
    const vendor = byName.get(request.params.vendor);
    if (vendor === undefined) return unknownVendor(reply, request.params.vendor, byName);
    set(vendor, undefined);
    return reply.code(204).send();
  });
}

function perVendor<T>(
  byName: ReadonlyMap<string, HostedVendor>,
  read: (vendor: HostedVendor) => T,
): Record<string, T> {
  return Object.fromEntries([...byName].map(([name, vendor]) => [name, read(vendor)]));
}

function unknownVendor(
  reply: FastifyReply,
  name: string,
  byName: ReadonlyMap<string, HostedVendor>,
): FastifyReply {
  return reply
    .code(404)
    .send({ error: `Unknown vendor "${name}". Use one of ${[...byName.keys()].join(', ')}.` });
}

function describeIssues(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');
}
