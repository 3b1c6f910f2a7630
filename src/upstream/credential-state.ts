import type { SessionProvider } from '../model/generated.ts';
import type { Logger } from '../model/logger.ts';

/** An answer of the vendor, and the call that it belongs to. */
interface Answered {
  readonly status: number;
  /** Whether the request names no id, so that 403 cannot be about one. */
  readonly namesNoId: boolean;
  readonly log: Logger;
}

/** What the vendor's answers show about a credential. */
export class CredentialState {
  readonly #provider: SessionProvider;
  #isRefused: boolean | undefined;

  constructor(provider: SessionProvider) {
    this.#provider = provider;
  }

  /** Undefined until an answer shows it. */
  get isRefused(): boolean | undefined {
    return this.#isRefused;
  }

  /** Logs each change. 429 and 5xx show nothing: they can come before the credential is looked at. */
  learn({ status, namesNoId, log }: Answered): void {
    const fields = { provider: this.#provider, status };
    const wasRefused = this.#isRefused === true;
    if (status === 401 || (status === 403 && namesNoId)) {
      this.#isRefused = true;
      if (!wasRefused) log.warn(fields, 'the vendor refuses the credential');
    } else if (status === 200 || status === 404) {
      this.#isRefused = false;
      if (wasRefused) log.info(fields, 'the vendor accepts the credential again');
    }
  }
}
