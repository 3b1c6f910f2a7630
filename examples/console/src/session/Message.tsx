import { clock, dateAndTime, longDay } from '../dates.ts';
import { graphql, readFragment, type FragmentType } from '../gql/index.ts';
import type { SessionMessageRole } from '../gql/graphql.ts';

const MessageFragment = graphql(`
  fragment Message on SessionMessage {
    id
    role
    author
    text
    createdAt
    attachments {
      name
      url
      contentType
    }
  }
`);

const roleName: Readonly<Record<SessionMessageRole, string>> = {
  USER: 'Customer',
  ASSISTANT: 'Assistant',
  AGENT: 'Agent',
  SYSTEM: 'System',
  TOOL: 'Tool',
  OTHER: 'Other',
};

interface MessageProps {
  readonly message: FragmentType<typeof MessageFragment>;
  readonly previousDate: string | null | undefined;
}

export function Message({ message, previousDate }: MessageProps) {
  const { role, author, text, createdAt, attachments } = readFragment(MessageFragment, message);
  const startsDay = createdAt && (!previousDate || longDay(createdAt) !== longDay(previousDate));
  return (
    <>
      {startsDay && <li className="day">{longDay(createdAt)}</li>}
      <li className={`message message-${role.toLowerCase()}`}>
        <p className="message-head">
          <span>{author ?? roleName[role]}</span>
          {createdAt && (
            <time dateTime={createdAt} title={dateAndTime(createdAt)}>
              {clock(createdAt)}
            </time>
          )}
        </p>
        {text && (
          <p className="message-text" dir="auto">
            {text}
          </p>
        )}
        {!text && !attachments?.length && <p className="quiet">Without text</p>}
        {attachments?.map((attachment, index) => (
          <Attachment key={`${attachment.url} ${index}`} {...attachment} />
        ))}
      </li>
    </>
  );
}

interface AttachmentProps {
  readonly name: string | null;
  readonly url: string | null;
  readonly contentType: string | null;
}

/** A link, never an image: whoever sent the message chose the address, and loading it would tell them that it was read. */
function Attachment({ name, url, contentType }: AttachmentProps) {
  const label = `${name ?? 'File'}${contentType ? ` (${contentType})` : ''}`;
  if (!url) return <p className="attachment">{label}</p>;
  return (
    <p className="attachment">
      <a href={url} target="_blank" rel="noreferrer noopener">
        {label}
      </a>{' '}
      <span className="quiet">opens {new URL(url).host}</span>
    </p>
  );
}
