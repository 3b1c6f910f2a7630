import { createHash } from 'node:crypto';
import type { Provider } from '../providers/provider.ts';
import type { ProviderSettings } from '../providers/settings.ts';
import { Link } from '../upstream/link.ts';
import type { Shared } from './account.ts';

interface Held {
  readonly link: Link;
  users: number;
}

/** The links of a graph, one for each provider and base URL, open while an account uses them. */
export class Links {
  readonly #shared: Shared;
  readonly #links = new Map<string, Held>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  /** Opens the link, or counts another user of it. Each `acquire` needs a `release`. */
  acquire(provider: Provider, settings: ProviderSettings): Link {
    const id = linkId(provider, settings);
    const held = this.#links.get(id) ?? { link: this.#open(provider, settings, id), users: 0 };
    held.users += 1;
    this.#links.set(id, held);
    return held.link;
  }

  release(provider: Provider, settings: ProviderSettings): void {
    const id = linkId(provider, settings);
    const held = this.#links.get(id);
    if (!held) return;
    held.users -= 1;
    if (held.users > 0) return;
    this.#links.delete(id);
    held.link.close();
  }

  /** When another replica's breaker lets a call through, in milliseconds since 1970; undefined if none is open. */
  async downElsewhereUntil(provider: Provider, settings: ProviderSettings): Promise<number | undefined> {
    const key = downKey(linkId(provider, settings));
    return Number(await this.#shared.redis?.ask((redis) => redis.get(key), null)) || undefined;
  }

  #open(provider: Provider, settings: ProviderSettings, id: string): Link {
    const { observer, redis, settings: graph } = this.#shared;
    return new Link({
      ...settings,
      allowPrivate: graph.allowPrivateUpstreams,
      ...(provider.isDocumentedError && { isDocumentedError: provider.isDocumentedError }),
      onBreakerChange: (state, caller) => {
        observer.breakerChanged?.({ provider: provider.id, state, ofOneCaller: caller !== undefined });
        if (state !== 'open' || caller !== undefined) return;
        // Other replicas keep calling, but report the vendor as degraded.
        const { breakerOpenMs } = settings;
        const until = Date.now() + breakerOpenMs;
        void redis?.ask((client) => client.set(downKey(id), until, 'PX', breakerOpenMs), null);
      },
    });
  }
}

/** Does not contain the base URL, since it is part of a key in Redis. */
function linkId({ id }: Provider, { baseUrl }: ProviderSettings): string {
  return `${id}:${createHash('sha256').update(baseUrl.href).digest('base64url').slice(0, 22)}`;
}

function downKey(link: string): string {
  return `down:${link}`;
}
