/** What a selection set of one object can cause at most. */
export interface Measured {
  readonly fields: number;
  readonly reads: number;
  /** Whether the messages of the object itself are read, however often they are selected: 1 or 0. */
  readonly ownConversation: number;
  /** The conversations of the objects below it. */
  readonly conversations: number;
  readonly aliases: number;
  readonly depth: number;
}

export const nothing: Measured = {
  fields: 0,
  reads: 0,
  ownConversation: 0,
  conversations: 0,
  aliases: 0,
  depth: 0,
};

export function add(a: Measured, b: Measured): Measured {
  return {
    fields: a.fields + b.fields,
    reads: a.reads + b.reads,
    ownConversation: Math.max(a.ownConversation, b.ownConversation),
    conversations: a.conversations + b.conversations,
    aliases: a.aliases + b.aliases,
    depth: Math.max(a.depth, b.depth),
  };
}

export function max(a: Measured, b: Measured): Measured {
  return {
    fields: Math.max(a.fields, b.fields),
    reads: Math.max(a.reads, b.reads),
    ownConversation: Math.max(a.ownConversation, b.ownConversation),
    conversations: Math.max(a.conversations, b.conversations),
    aliases: Math.max(a.aliases, b.aliases),
    depth: Math.max(a.depth, b.depth),
  };
}

export function conversationsIn({ ownConversation, conversations }: Measured): number {
  return ownConversation + conversations;
}

export function toTotal({ ownConversation, ...measured }: Measured): Omit<Measured, 'ownConversation'> {
  return { ...measured, conversations: ownConversation + measured.conversations };
}
