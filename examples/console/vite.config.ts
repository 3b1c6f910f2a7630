import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser sends its queries to Vite, which passes them on, so the session graph needs no CORS. */
const target = process.env['SESSION_GRAPH_URL'] ?? 'http://127.0.0.1:4000';
const proxy = { '/graphql': { target } };

export default defineConfig({
  plugins: [react()],
  // In your own app, install the package instead: `npm install session-graph`.
  resolve: {
    alias: { 'session-graph/urql': fileURLToPath(new URL('../../dist/client/urql.js', import.meta.url)) },
  },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
});
