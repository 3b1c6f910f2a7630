import { GraphQLError, isEnumType, type GraphQLSchema } from 'graphql';

/** No enum has longer values. */
const maxLength = 100;

/**
 * Refuses long values of enums. For each value that an enum does not have, graphql-js looks for similar ones, which takes memory
 * for dozens of times its length.
 */
export function refuseLongEnumValues(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isEnumType(type)) continue;
    const parseValue = type.parseValue.bind(type);
    type.parseValue = (value, hideSuggestions) => {
      if (typeof value !== 'string' || value.length <= maxLength) return parseValue(value, hideSuggestions);
      throw new GraphQLError(`The value is longer than any of the enum "${type.name}".`);
    };
  }
  return schema;
}
