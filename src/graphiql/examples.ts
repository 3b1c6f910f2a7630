/** A query that the page offers. */
export interface Example {
  /** The operation's name, which is also the tab's title. */
  readonly title: string;
  readonly description: string;
  readonly query: string;
  readonly variables: string;
}

interface ServedExample {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Loads the examples of the server. Without any, those that need no id of a session are used. */
export async function loadExamples(url: URL): Promise<readonly [Example, ...Example[]]> {
  const [first = welcome, ...rest] = (await loadServed(url)).map(toExample);
  return first === welcome ? [welcome, ...others] : [first, ...rest];
}

async function loadServed(url: URL): Promise<ServedExample[]> {
  try {
    const response = await fetch(url);
    return (await response.json()) as ServedExample[];
  } catch {
    return [];
  }
}

function toExample({ query, variables }: ServedExample): Example {
  return {
    title: /^(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? 'Example',
    description: commentOf(query),
    query,
    variables: variables ? JSON.stringify(variables, null, 2) : '',
  };
}

/** The first paragraph of the comment that a query begins with. */
function commentOf(query: string): string {
  const [comment = ''] = /^(?:# .*\n)*/.exec(query) ?? [];
  return comment.replaceAll('# ', '').replaceAll('\n', ' ').trim();
}

const welcome = toExample({
  query: `# One graph over the sessions kept with
# Chatwize, duohub, OpenCX and Zep.
#
# This query lists this server's vendors. Its
# answer is on the right. Ctrl-Enter runs it.
#
# On the left: the documentation, the examples,
# and the explorer, which builds a query from
# clicks. If this server needs a credential, set
# it in Headers, below.

query Providers {
  sessionProviders {
    provider
    enabled
    availability
  }
}
`,
});

const others = [
  {
    query: `# The newest sessions of all vendors. Copy
# endCursor into "after" for the next page.

query NewestSessions(
  $first: Int
  $after: String
) {
  sessions(first: $first, after: $after) {
    edges {
      node {
        id
        provider
        externalId
        createdAt
        status
      }
    }
    pageInfo { hasNextPage endCursor }
    sources { provider state code }
  }
}
`,
    variables: { first: 10, after: null },
  },
  {
    query: `# The last messages of the newest sessions.

query NewestConversations {
  sessions(first: 5) {
    nodes {
      provider
      participant { name }
      messages(last: 3) {
        totalCount
        nodes { role text createdAt }
      }
    }
    sources { provider state code }
  }
}
`,
  },
  {
    query: `# Everything about one person, by email. Replace
# it in the variables, or enter your own id of
# the person: { "externalId": "…" }

query OnePerson(
  $person: SessionFeedParticipantFilter!
) {
  sessions(
    first: 10
    filter: { participant: $person }
  ) {
    edges {
      node {
        provider
        externalId
        createdAt
        status
      }
    }
    pageInfo { hasNextPage endCursor }
    sources { provider state code }
  }
}
`,
    variables: { person: { email: 'name@example.com' } },
  },
  {
    query: `# Which vendors answer, and what is left of
# their quotas.

query Vendors {
  sessionProviders {
    provider
    enabled
    availability
    retryAt
    quota { limit remaining }
  }
}
`,
  },
].map(toExample);
