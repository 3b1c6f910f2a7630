import type { SessionProvider } from '../model/generated.ts';
import type { FaultName } from './faults.ts';
import type { ChatbotSamples, StandIn } from '../stand-in/stand-in.ts';

type PerProvider<T> = Readonly<Record<SessionProvider, T>>;

/** Ids as the vendors' paths take them, before they are percent-encoded. */
export interface SandboxSamples {
  /** A session with many fields, per vendor: all four of one person. */
  readonly sessions: PerProvider<string>;
  /** Well-formed, but of no session. */
  readonly unknownSessions: PerProvider<string>;
  /** duohub answers 404, Zep the record with its date of deletion. */
  readonly deletedSessions: Readonly<Partial<Record<SessionProvider, string>>>;
  /** Of another account: 403. */
  readonly forbiddenSessions: Readonly<Partial<Record<SessionProvider, string>>>;
  /** Sessions whose call shows a fault without a switch. */
  readonly faultSessions: PerProvider<Readonly<Record<FaultName, string>>>;
  /** The one to show first: `chatbots.middling`. */
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
