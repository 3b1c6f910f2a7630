/** The workers' hashed file names, put in by scripts/build-graphiql.ts. */
declare const WORKER_FILES: Readonly<Record<'editor' | 'json' | 'graphql', string>>;
