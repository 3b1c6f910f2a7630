import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

const { VENDORS_URL = '' } = process.env;

/** The vendors' calls, described in OpenAPI. The address is written into the supergraph. */
export const composeConfig = defineConfig({
  subgraphs: ['zep', 'duohub', 'opencx', 'chatwize'].map((name) => ({
    sourceHandler: loadOpenAPISubgraph(name, {
      source: `./openapi/${name}.json`,
      endpoint: `${VENDORS_URL}/${name}`,
    }),
  })),
});
