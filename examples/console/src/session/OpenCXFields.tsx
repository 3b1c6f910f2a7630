import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import { Entries, Field, Group } from './Fields.tsx';

const OpenCXFieldsFragment = graphql(`
  fragment OpenCXFields on OpenCXSession {
    vendorStatus
    aiClosureType
    sentiment
    language
    ticketNumber
    assistMode
    assigneeId
    channel {
      type
    }
    team {
      name
    }
    handoff {
      sentiment
      summary
    }
    ticketingSystem {
      name
      externalId
    }
    contact {
      name
      email
      phoneNumber
      nonVerifiedName
      nonVerifiedEmail
      customData {
        key
        value
      }
    }
  }
`);

export function OpenCXFields({ session }: { readonly session: FragmentType<typeof OpenCXFieldsFragment> }) {
  const fields = readFragment(OpenCXFieldsFragment, session);
  const { handoff, contact, ticketingSystem } = fields;
  return (
    <>
      <Group title="OpenCX">
        <dl>
          <Field name="Status" value={fields.vendorStatus} />
          <Field name="Closed by AI" value={fields.aiClosureType} />
          <Field name="Mood" value={fields.sentiment} />
          <Field name="Channel" value={fields.channel?.type} />
          <Field name="Language" value={fields.language} />
          <Field name="Team" value={fields.team?.name} />
          <Field name="Assigned to" value={fields.assigneeId} />
          <Field name="AI only assists" value={fields.assistMode} />
          <Field name="Number" value={fields.ticketNumber} />
          <Field name="Ticket in" value={ticketingSystem?.name} />
          <Field name="Ticket" value={ticketingSystem?.externalId} />
        </dl>
      </Group>
      {handoff && (
        <Group title="Handoff">
          <p>{handoff.summary}</p>
          <dl>
            <Field name="Mood" value={handoff.sentiment} />
          </dl>
        </Group>
      )}
      {contact && (
        <Group title="Contact">
          <dl>
            <Field name="Name" value={contact.name} />
            <Field name="Email" value={contact.email} />
            <Field name="Phone" value={contact.phoneNumber} />
            <Field name="Entered name" value={contact.nonVerifiedName} />
            <Field name="Entered email" value={contact.nonVerifiedEmail} />
            <Entries entries={contact.customData} />
          </dl>
        </Group>
      )}
    </>
  );
}
