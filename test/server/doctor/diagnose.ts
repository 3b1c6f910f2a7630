import { providers } from '../../../src/providers/index.ts';
import { loadConfig } from '../../../src/server/config.ts';
import type { Finding } from '../../../src/server/doctor/finding.ts';
import { isInOrder, subjectsOf } from '../../../src/server/doctor/index.ts';
import { json, startServer, type Answer } from '../../helpers/server.ts';

export const secret = 'hunter2-of-a-vendor';
/** What Zep answers to the read that checks its credential. */
export const sessions = json({ sessions: [] });

export interface Diagnosis {
  readonly ok: boolean;
  readonly text: string;
  verdict(subject: string, check: string): string;
  detail(subject: string, check: string): string;
}

export async function diagnose(environment: Record<string, string>): Promise<Diagnosis> {
  const subjects = subjectsOf(loadConfig(environment, providers));
  const findings = (await Promise.all(subjects.map(({ check }) => check()))).flat();
  const find = (subject: string, check: string): Finding | undefined =>
    findings.find((finding) => finding.subject === subject && finding.check === check);
  return {
    ok: isInOrder(findings),
    text: JSON.stringify(findings),
    verdict: (subject, check) => find(subject, check)?.verdict ?? 'absent',
    detail: (subject, check) => find(subject, check)?.detail ?? 'absent',
  };
}

/** Asks a Zep that answers like this. */
export async function diagnoseZep(
  answer: Answer,
  environment: Record<string, string> = {},
): Promise<Diagnosis> {
  await using vendor = await startServer(answer);
  return await diagnose({
    ZEP_API_KEY: secret,
    ZEP_BASE_URL: vendor.url,
    ZEP_TIMEOUT_MS: '1500',
    ...environment,
  });
}
