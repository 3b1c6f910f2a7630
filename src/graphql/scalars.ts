import { GraphQLScalarType } from 'graphql';
import { SessionGraphError } from '../model/errors.ts';

/**
 * Models hold ISO strings already. An argument is any string here and checked where it is used: a scalar that refuses
 * it would fail the whole operation, not the one field.
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: String,
  parseValue: (value) => {
    if (typeof value === 'string') return value;
    throw new TypeError('A DateTime is a string.');
  },
});

/** JSON.stringify calls itself for each level, so a deeper value would end the request in a stack overflow. */
const maxDepth = 200;

export const JSON = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  serialize: (value) => {
    if (isDeeperThan(maxDepth, value)) {
      throw new SessionGraphError(
        'UPSTREAM_INVALID_RESPONSE',
        `The vendor's JSON is over ${maxDepth} levels deep.`,
      );
    }
    return value;
  },
});

// What the SDL says of a scalar would be replaced by what is not said here.
for (const scalar of [DateTime, JSON]) {
  Reflect.deleteProperty(scalar, 'description');
  Reflect.deleteProperty(scalar, 'specifiedByURL');
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}
