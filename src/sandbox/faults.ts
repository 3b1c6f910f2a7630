import { z } from 'zod';
import { FAULT_NAMES, type FaultName } from '../stand-in/faults.ts';

const DEFAULT_LATENCY = 1_500;

export const faultSchema = z.strictObject({
  fault: z.enum(FAULT_NAMES),
  /** The wait before the fault shows. Default: 1,500 for `latency`, otherwise 0. */
  milliseconds: z.int().min(0).max(600_000).optional(),
  /** Sent as `Retry-After` with `rate-limit` and `server-error`. Default: no header. */
  retryAfterSeconds: z.int().min(0).max(86_400).optional(),
  /** The share of calls that fail, evenly spread. Default: 1, every call. */
  ratio: z.number().min(0).max(1).optional(),
});

export type Fault = z.infer<typeof faultSchema>;

export function delayOf(fault: Fault): number {
  return fault.milliseconds ?? (fault.fault === 'latency' ? DEFAULT_LATENCY : 0);
}

export interface FaultSwitch {
  set(fault: Fault | undefined): void;
  current(): Fault | undefined;
  /** Counts one call and returns the fault that it must show, if any. */
  next(): Fault | undefined;
}

export function createFaultSwitch(): FaultSwitch {
  let fault: Fault | undefined;
  let calls = 0;
  return {
    set(next) {
      fault = next;
      calls = 0;
    },
    current: () => fault,
    next() {
      if (fault === undefined) return undefined;
      calls += 1;
      return isFaulty(calls, fault.ratio ?? 1) ? fault : undefined;
    },
  };
}

/** Even and repeatable: of n calls, floor(n × ratio) fail. */
function isFaulty(call: number, ratio: number): boolean {
  // Without it, products such as 10 × 0.7 could land just below their whole number.
  const tolerance = 1e-9;
  return Math.floor(call * ratio + tolerance) > Math.floor((call - 1) * ratio + tolerance);
}

/** The fault of a fault id. */
export function faultOfId(name: FaultName): Fault {
  return name === 'rate-limit' ? { fault: name, retryAfterSeconds: 1 } : { fault: name };
}
