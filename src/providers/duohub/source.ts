import type { FetchedPage, SessionSource } from '../provider.ts';
import { listSessions, pageKey } from './operations.ts';

/** duohub does not document the order of its list, so all of it is one part. */
export const source: SessionSource = {
  hasStatus: true,
  wholeLists: [listSessions],
  async readPart({ personId: customerUserID }, _place, { read, maxCalls }) {
    const pages: FetchedPage[] = [];
    const tokens = new Set<string | undefined>();
    let nextToken: string | undefined;
    // A repeated token would be a list without an end.
    while (pages.length < maxCalls && !tokens.has(nextToken)) {
      tokens.add(nextToken);
      const page = await read(listSessions, pageKey({ customerUserID, nextToken }));
      pages.push(page);
      if (page.value.nextToken === null) return { pages, readTo: null, next: null };
      nextToken = page.value.nextToken;
    }
    return { pages, readTo: null, next: null, isCut: true };
  },
};
