import { GraphQLScalarType } from 'graphql';
import { SessionGraphError } from '../model/errors.ts';

/**
 * Models contain ISO strings. An argument may be any string and is checked where it is used, because a scalar that rejects
 * it would fail the whole operation instead of one field.
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: String,
  parseValue: (value) => {
    if (typeof value === 'string') return value;
    throw new TypeError('A DateTime must be a string.');
  },
});

/** JSON.stringify recurses for each level, so a deeper value would overflow the stack. */
const maxDepth = 200;

export const JSON = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => {
    if (isDeeperThan(maxDepth, value)) {
      throw new SessionGraphError(
        'UPSTREAM_INVALID_RESPONSE',
        `The vendor's JSON is more than ${maxDepth} levels deep.`,
      );
    }
    return value;
  },
});

// An undefined description here would replace the one in the SDL.
for (const scalar of [DateTime, JSON]) {
  Reflect.deleteProperty(scalar, 'description');
  Reflect.deleteProperty(scalar, 'specifiedByURL');
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
