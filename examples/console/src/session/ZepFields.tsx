import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Entries, Field, Group } from './Fields.tsx';

const ZepFieldsFragment = graphql(`
  fragment ZepFields on ZepSession {
    userId
    projectUuid
    rowId
    deletedAt
    facts
    classifications {
      key
      value
    }
    factRatingInstruction {
      instruction
    }
  }
`);

export function ZepFields({ session }: { readonly session: FragmentType<typeof ZepFieldsFragment> }) {
  const fields = readFragment(ZepFieldsFragment, session);
  return (
    <>
      {fields.facts && fields.facts.length > 0 && (
        <Group title="Facts">
          <ul>
            {fields.facts.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </Group>
      )}
      <Group title="Zep">
        <dl>
          <Field name="User" value={fields.userId} />
          <Field name="Project" value={fields.projectUuid} />
          <Field name="Row" value={fields.rowId} />
          <Field name="Deleted" value={fields.deletedAt} />
          <Field name="Facts are rated by" value={fields.factRatingInstruction?.instruction} />
          <Entries entries={fields.classifications} />
        </dl>
      </Group>
    </>
  );
}
