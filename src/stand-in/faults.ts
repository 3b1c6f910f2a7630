/** The order is public: the fault ids of OpenCX are numbered by it. New faults go to the end. */
export const FAULT_NAMES = [
  'latency',
  'rate-limit',
  'server-error',
  'hang',
  'reset',
  'truncated',
  'html',
  'wrong-shape',
] as const;

export type FaultName = (typeof FAULT_NAMES)[number];

/** Session ids that show a fault without a switch, so that an example query needs none. */
export function faultIdsBy(toId: (name: FaultName, number: number) => string): Record<FaultName, string> {
  const entries = FAULT_NAMES.map((name, index) => [name, toId(name, index + 1)] as const);
  return Object.fromEntries(entries) as Record<FaultName, string>;
}
