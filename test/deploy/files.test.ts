import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { environmentVariables } from '../../src/server/config.ts';
import { providers } from '../../src/providers/index.ts';
import { root } from '../helpers/process.ts';

const read = (file: string): string => readFileSync(`${root}/deploy/${file}`, 'utf8');

/** The first group of each match. */
function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, group = '']) => group);
}

describe('the image', () => {
  const copies = all(read('Dockerfile'), /^COPY (?!--from)(.+)$/gm);
  const sources = new Set(copies.flatMap((line) => line.split(' ').slice(0, -1)));

  test('is made of files that exist', () => {
    expect(sources.size).toBeGreaterThan(5);
    expect([...sources].filter((file) => !existsSync(`${root}/${file}`))).toEqual([]);
  });

  test('is sent all that it copies, and nothing else', () => {
    const [first, ...allowed] = read('Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    const sent = allowed.map((line) => line.replace(/^!/, ''));
    expect(sent.toSorted()).toEqual([...sources].map((file) => file.replace('./', '')).toSorted());
  });

  test('runs on Node 24, not as root, with what was built and no dependencies', () => {
    const dockerfile = read('Dockerfile');
    expect(all(dockerfile, /^FROM (\S+)/gm)).toEqual(['node:24-slim', 'node:24-slim']);
    const [last = ''] = dockerfile.split('FROM node:24-slim').slice(-1);
    expect(last).toContain('USER 1000:1000');
    expect(last).toContain('--from=build /app/dist ./dist');
    expect(last).not.toContain('/app/node_modules');
  });
});

interface Service {
  readonly ports?: readonly string[];
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

const { services } = parse(read('compose.yml')) as { services: Record<string, Service> };
const published = (service: string): readonly string[] => services[service]?.ports ?? [];

describe("Compose's sandbox", () => {
  test('has its server and its stand-ins on the ports that it prints', () => {
    const { PORT, SANDBOX_PORT, SANDBOX_HOST } = services['sandbox']?.environment ?? {};
    expect(SANDBOX_HOST).toBe('0.0.0.0');
    expect(published('sandbox')).toEqual([
      `127.0.0.1:${PORT}:${PORT}`,
      `127.0.0.1:${SANDBOX_PORT}:${SANDBOX_PORT}`,
    ]);
  });
});

test("the user of Compose's servers, who may read the files in config/, can be chosen as the README says", () => {
  const [, variable = ''] = /\$\{(\w+):-1000:1000\}/.exec(services['graph']?.user ?? '') ?? [];
  expect(read('README.md')).toContain(`echo "${variable}=$(id -u):$(id -g)" >> deploy/.env`);
});

describe('every variable that is set is one that the server reads', () => {
  // Of Node and its packages, not of this project.
  const known = new Set([...environmentVariables(providers), 'NODE_ENV', 'NODE_OPTIONS']);
  test.each([
    ['Dockerfile', /^ENV (.+)$/gm],
    ['compose.yml', /^ {6}([A-Z][A-Z0-9_]+):/gm],
    ['kubernetes/deployment.yaml', /^ +- name: ([A-Z][A-Z0-9_]+)$/gm],
    ['README.md', /--from-literal=([A-Z][A-Z0-9_]+)=/g],
  ])('%s', (file, pattern) => {
    const names = all(read(file), pattern).flatMap((line) => all(`${line} `, /([A-Z][A-Z0-9_]+)(?:=\S+)? /g));
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  test('and each credential can be given without a change of the files', () => {
    expect(read('compose.yml')).toMatch(/^ {4}env_file:\n {6}- path: \.env$/m);
    expect(read('kubernetes/deployment.yaml')).toMatch(
      /^ {10}envFrom:\n {12}- secretRef: \{ name: session-graph, /m,
    );
    // These would take precedence.
    const set = read('compose.yml') + read('kubernetes/deployment.yaml');
    for (const { credentialVariable } of providers) expect(set).not.toContain(credentialVariable);
  });
});

test('the paths of the probes are served, and those of the operator are not given to clients', () => {
  const served = all(read('kubernetes/deployment.yaml'), /path: (\/\w+)/g);
  expect(new Set(served)).toEqual(new Set(['/readyz', '/healthz']));
  expect(all(read('haproxy.cfg'), /acl is_public (.+)/g)).toEqual([
    'path /graphql /graphiql',
    'path_beg /graphiql/',
  ]);
  expect(read('haproxy.cfg')).toContain('deny_status 404 unless is_public');
});

describe('what is deployed starts closed', () => {
  const files = ['compose.yml', 'kubernetes/deployment.yaml', 'Dockerfile'];

  test.each(files)('%s opens the server to nobody, but for the sandbox', (file) => {
    const text = read(file).replace(/^ {2}sandbox:\n(?: {4}.*\n)+/m, '');
    expect(text).not.toMatch(/AUTH_ANONYMOUS(?!_)/);
    expect(text).not.toContain('AUTH_ANONYMOUS=on');
  });

  test('GraphiQL is off, callers are limited, and metrics are on a port of their own', () => {
    for (const file of files.slice(0, 2)) {
      const text = read(file).replaceAll(/\n +value:/g, '');
      expect(text).toMatch(/GRAPHIQL:? .*off/);
      for (const name of [
        'METRICS_PORT',
        'TRUSTED_PROXIES',
        'CALLER_REQUESTS_PER_MINUTE',
        'CALLER_CONCURRENCY',
        'CALLER_QUOTA_PERCENT',
      ]) {
        expect(text).toMatch(new RegExp(`${name}:? .*[1-9]`));
      }
    }
  });

  test('Compose publishes ports of the balancer and the sandbox, on this machine only', () => {
    expect(published('graph')).toEqual([]);
    expect(published('valkey')).toEqual([]);
    expect(published('balancer')).toEqual(['${PUBLISHED_ADDRESS:-127.0.0.1}:${PUBLISHED_PORT:-4000}:4000']);
    expect(published('sandbox').every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
  });

  test('the network policy names who may reach each port', () => {
    const policy = read('kubernetes/network-policy.yaml');
    const [ingress = ''] = policy.split('  egress:');
    expect(all(ingress, /ports: \[\{ port: (\w+) \}\]/g)).toEqual(['http', 'metrics']);
    expect(all(ingress, /(namespaceSelector):/g)).toHaveLength(2);
  });

  test('the load balancer replaces what clients say about their address', () => {
    expect(read('haproxy.cfg')).toMatch(/del-header X-Forwarded-For[^]*/);
    expect(read('haproxy.cfg')).toContain('option forwardfor');
  });
});
