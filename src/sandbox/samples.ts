import type { SessionProvider } from '../model/generated.ts';
import type { FaultName } from '../stand-in/faults.ts';
import type { ChatbotSamples, StandIn } from '../stand-in/stand-in.ts';

type PerProvider<T> = Readonly<Record<SessionProvider, T>>;

/** The vendors' ids, not percent-encoded. */
export interface SandboxSamples {
  /** A session with many fields for each vendor, all of the same person. */
  readonly sessions: PerProvider<string>;
  /** Well-formed, but no session has it. */
  readonly unknownSessions: PerProvider<string>;
  /** Deleted at the vendor, which answers 404 or the record with its deletion date. */
  readonly deletedSessions: Readonly<Partial<Record<SessionProvider, string>>>;
  /** Owned by another account: 403. */
  readonly forbiddenSessions: Readonly<Partial<Record<SessionProvider, string>>>;
  /** Sessions that show a fault without a switch. */
  readonly faultSessions: PerProvider<Readonly<Record<FaultName, string>>>;
  /** The default example: `chatbots.middling`. */
  readonly chatbot: string;
  readonly chatbots: ChatbotSamples;
}

export function collectSamples(standIns: readonly StandIn[]): SandboxSamples {
  const chatbots = standIns.find(({ samples }) => samples.chatbots)?.samples.chatbots;
  if (chatbots === undefined) throw new Error('No stand-in of the sandbox has chatbots');
  return {
    sessions: perProvider(standIns, ({ samples }) => samples.session),
    unknownSessions: perProvider(standIns, ({ samples }) => samples.unknownSession),
    deletedSessions: perProvider(standIns, ({ samples }) => samples.deletedSession),
    forbiddenSessions: perProvider(standIns, ({ samples }) => samples.forbiddenSession),
    faultSessions: perProvider(standIns, ({ faultIds }) => faultIds),
    chatbot: chatbots.middling,
    chatbots,
  };
}

function perProvider<T>(
  standIns: readonly StandIn[],
  read: (standIn: StandIn) => T,
): PerProvider<NonNullable<T>> {
  const entries = standIns.map((standIn) => [standIn.provider, read(standIn)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as PerProvider<
    NonNullable<T>
  >;
}
