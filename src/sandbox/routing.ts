import type { StandIn, StandInRoute } from '../stand-in/stand-in.ts';

export interface RouteMatch {
  readonly route: StandInRoute;
  readonly id: string;
}

/** Splits the path before decoding it, because an id must arrive as one percent-encoded segment. */
export function matchRoute(standIn: StandIn, method: string, url: string): RouteMatch | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const path = url.split('?', 1)[0]?.slice(standIn.prefix.length + 1) ?? '';
  const segments = path.split('/');
  for (const route of standIn.routes) {
    const id = idIn(segments, route.path.split('/'));
    if (id !== undefined) return { route, id };
  }
  return undefined;
}

function idIn(segments: readonly string[], pattern: readonly string[]): string | undefined {
  if (segments.length !== pattern.length) return undefined;
  let id: string | undefined;
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part === ':id') id = decoded(segment);
    else if (part !== segment) return undefined;
  }
  return id;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
