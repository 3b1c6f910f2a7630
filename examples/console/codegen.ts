import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types for the queries in `src`. Run `npm run codegen` after a change to a query. */
const config: CodegenConfig = {
  schema: '../../published/schema.graphql',
  documents: ['src/**/*.{ts,tsx}', '!src/gql/**'],
  generates: {
    'src/gql/': {
      preset: 'client',
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown' },
      },
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
    },
  },
};

export default config;
