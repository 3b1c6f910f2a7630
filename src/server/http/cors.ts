import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long browsers may remember the answer to a preflight, in seconds: the longest time that they all accept. */
const maxAgeSeconds = 7200;

/** Lets pages of these origins call the routes in this scope. Without origins, browsers let only pages of this server do so. */
export async function registerCors(
  scope: FastifyInstance,
  origins: readonly (string | RegExp)[],
): Promise<void> {
  if (origins.length === 0) return;
  await scope.register(cors, {
    origin: [...origins],
    methods: ['GET', 'POST'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: maxAgeSeconds,
  });
}

/** Every origin of this machine. */
export const loopbackOrigin = /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
