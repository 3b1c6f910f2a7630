import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { GraphContext } from '../reads/context.ts';

const directive = 'personalData';

interface Annotated {
  readonly astNode?:
    { readonly directives?: readonly { readonly name: { readonly value: string } }[] } | null | undefined;
}

/** Whether a field holds personal data: it is marked itself, or all values of its type are. */
export function isPersonal(field: Pick<GraphQLField<unknown, unknown>, 'type' | 'astNode'>): boolean {
  return isMarked(field) || isMarked(getNamedType(field.type) as Annotated);
}

function isMarked({ astNode }: Annotated): boolean {
  return astNode?.directives?.some(({ name }) => name.value === directive) ?? false;
}

/**
 * Lets fields with personal data resolve only for callers with the scope `personal-data`. Every way to a session ends in
 * these fields, so this is the only place that needs to know of the scope.
 */
export function guardPersonalData(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) if (isPersonal(field)) guard(field);
  }
  return schema;
}

function guard(field: GraphQLField<unknown, GraphContext>): void {
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (source, args, context, info) => {
    const { access, onPersonalData } = context;
    if (!access.personalData && !access.check('personal-data')) return null;
    if (onPersonalData) report(source, onPersonalData);
    return resolve(source, args, context, info);
  };
}

/** A field inside a session's own objects needs no report: it was reached through a field of the session. */
function report(source: unknown, onPersonalData: (sessionId: string) => void): void {
  const { id, ofSession = id } = source as { readonly id?: unknown; readonly ofSession?: unknown };
  if (typeof ofSession === 'string') onPersonalData(ofSession);
}
