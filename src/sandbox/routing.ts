import type { StandIn, StandInRequest, StandInRoute } from '../stand-in/stand-in.ts';

export interface RouteMatch {
  readonly route: StandInRoute;
  readonly id: string;
  readonly request: StandInRequest;
}

export interface ReceivedRequest {
  readonly method: string;
  /** As it arrived, percent-encoded. */
  readonly originalUrl: string;
  readonly body: unknown;
}

/** Splits the path before decoding it, because an id must arrive as one percent-encoded segment. */
export function matchRoute(
  standIn: StandIn,
  { method, originalUrl, body }: ReceivedRequest,
): RouteMatch | undefined {
  const [path = '', search] = originalUrl.split(/\?(.*)/s, 2);
  const segments = path.slice(standIn.prefix.length + 1).split('/');
  const request = { query: new URLSearchParams(search), body };
  for (const route of standIn.routes) {
    const id = takes(route, method) ? idIn(route, segments, request) : undefined;
    if (id !== undefined) return { route, id, request };
  }
  return undefined;
}

function takes({ method = 'GET' }: StandInRoute, received: string): boolean {
  return received === method || (received === 'HEAD' && method === 'GET');
}

function idIn(route: StandInRoute, segments: readonly string[], request: StandInRequest): string | undefined {
  const pattern = route.path.split('/');
  if (segments.length !== pattern.length) return undefined;
  if (pattern.some((part, index) => part !== ':id' && part !== segments[index])) return undefined;
  if (!route.idIn) return decoded(segments[pattern.indexOf(':id')] ?? '');
  const id = route.idIn(request);
  return typeof id === 'string' ? id : undefined;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
