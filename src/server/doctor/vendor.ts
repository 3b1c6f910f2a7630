import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialCheck, Provider } from '../../providers/provider.ts';
import type { ProviderSettings } from '../../providers/settings.ts';
import { AdvertisedQuota } from '../../upstream/budget/advertised-quota.ts';
import { failureOfError } from '../../upstream/failure.ts';
import { Http } from '../../upstream/http.ts';
import { checkAddress, checkTls } from './connection.ts';
import type { Found } from './finding.ts';

export interface VendorOptions {
  readonly provider: Provider;
  readonly settings: ProviderSettings;
  readonly allowPrivate: boolean;
}

/** The answer to the read that checks the credential. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly milliseconds: number;
  /** The time here when half of the call was over, in milliseconds since 1970. */
  readonly at: number;
  /** What is wrong with its body, as the end of a sentence that begins with the vendor. */
  readonly problem?: string;
}

/** Checks a vendor with one read, and the connection to it. */
export async function checkVendor(options: VendorOptions): Promise<readonly Found[]> {
  const { settings } = options;
  const address = await checkAddress(options);
  if (address.verdict === 'failed') return [address];
  const tls = await checkTls(settings);
  const answer = await ask(options);
  if (typeof answer === 'string') return [address, tls, noAnswer(answer)];
  const { milliseconds } = answer;
  return [
    address,
    tls,
    judgeLatency(milliseconds, settings.timeoutMs),
    checkClock(answer),
    judgeCredential(options, answer),
    checkQuota(settings, answer),
  ];
}

/** A vendor that is this slow for the shortest list may be too slow for a longer one. */
export function judgeLatency(milliseconds: number, timeoutMs: number): Found {
  const isSlow = milliseconds > timeoutMs / 2;
  const detail = `of one read; the server waits at most ${timeoutMs} ms`;
  return { check: 'latency', verdict: isSlow ? 'warning' : 'ok', detail, milliseconds };
}

/** Checks a credential alone, with one read. */
export async function checkCredential(options: VendorOptions): Promise<Found> {
  const answer = await ask(options);
  return typeof answer === 'string' ? noAnswer(answer) : judgeCredential(options, answer);
}

function noAnswer(reason: string): Found {
  return { check: 'credential', verdict: 'failed', detail: `not checked: the vendor ${reason}` };
}

/** @returns why there is no answer, as the end of a sentence that begins with the vendor */
async function ask({ provider, settings, allowPrivate }: VendorOptions): Promise<Answer | string> {
  const http = new Http({ ...settings, maxConnections: 1, allowPrivate });
  const signal = AbortSignal.timeout(settings.timeoutMs);
  const startedAt = Date.now();
  const started = performance.now();
  let answer: Answer | undefined;
  try {
    await http.send({
      request: checkFor(provider, settings).request,
      headers: provider.authorize(settings.credential),
      maxBytes: settings.maxListBytes,
      signal,
      onResponse: (status, headers) => {
        const milliseconds = Math.round(performance.now() - started);
        answer = { status, headers, milliseconds, at: startedAt + milliseconds / 2 };
      },
      decode: (text) => void JSON.parse(text),
    });
  } catch (error) {
    const problem = signal.aborted ? 'did not answer in time' : failureOfError(error).message;
    return answer ? { ...(answer as Answer), problem } : problem;
  } finally {
    http.close();
  }
  return answer ?? 'did not answer';
}

/** Tokens and `Retry-After` dates are read by the clock of this machine. `Date` has no fractions of a second. */
const maxSkewSeconds = { ok: 5, warning: 60 };

function checkClock({ headers, at }: Answer): Found {
  const check = 'clock';
  const skew = (at - Date.parse(headers.date ?? '')) / 1000;
  if (Number.isNaN(skew)) return { check, verdict: 'unknown', detail: 'the vendor sends no date' };
  const seconds = Math.round(Math.abs(skew));
  if (seconds <= maxSkewSeconds.ok) return { check, verdict: 'ok', detail: 'the same time here and there' };
  const verdict = seconds <= maxSkewSeconds.warning ? 'warning' : 'failed';
  return { check, verdict, detail: `this machine is ${seconds} s ${skew > 0 ? 'ahead' : 'behind'}` };
}

/** A list that the operator has named proves more than the read that works without an id. */
function checkFor(
  { credentialCheck, collections: [collection] = [] }: Provider,
  { chatbotIds: [id] = [] }: ProviderSettings,
): CredentialCheck {
  if (!collection || id === undefined) return credentialCheck;
  return { request: collection.operation.request(id), acceptedStatus: 200 };
}

function judgeCredential({ provider, settings }: VendorOptions, { status, problem }: Answer): Found {
  const { credentialVariable } = provider;
  const used = checkFor(provider, settings);
  const { acceptedStatus } = used;
  const check = 'credential';
  const answered = `HTTP status ${status}`;
  if (status === 401 || status === 403) {
    return { check, verdict: 'failed', detail: `refused (${answered}): check ${credentialVariable}` };
  }
  // A page of a proxy, or of another service, has the same status.
  if (status === acceptedStatus && problem !== undefined)
    return { check, verdict: 'failed', detail: `not checked: the vendor ${problem}. Check the base URL` };
  if (status === acceptedStatus) return { check, verdict: 'ok', detail: 'accepted' };
  if (status === 429)
    return { check, verdict: 'unknown', detail: `rate limited (${answered}): try again later` };
  if (status >= 500)
    return { check, verdict: 'failed', detail: `not checked: the vendor fails (${answered})` };
  if (acceptedStatus === undefined) {
    return {
      check,
      verdict: 'unknown',
      detail: `not refused (${answered}), but no read proves that it is accepted`,
    };
  }
  const places = used === provider.credentialCheck ? 'the base URL' : 'the base URL, and ids in the settings';
  return { check, verdict: 'failed', detail: `unexpected ${answered}: check ${places}` };
}

function checkQuota({ quota, quotaWindowMs }: ProviderSettings, { status, headers }: Answer): Found {
  const check = 'quota';
  const advertised = new AdvertisedQuota();
  advertised.learn(status, headers, 0);
  const known = advertised.status();
  if (known) {
    const { limit, remaining } = known;
    const verdict = remaining > 0 ? 'ok' : 'warning';
    return { check, verdict, detail: `advertised: ${remaining} of ${limit} calls left` };
  }
  const configured =
    quota > 0 ? `configured: ${quota} calls in ${quotaWindowMs / 1000} s` : 'none configured';
  return { check, verdict: 'ok', detail: `none advertised; ${configured}` };
}
