import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/server/config.ts';
import { ConfigError } from '../../src/server/config-error.ts';
import { providers } from '../../src/providers/index.ts';

const withKey = { ZEP_API_KEY: 'key' };

function errorsOf(environment: Record<string, string>): readonly string[] {
  try {
    loadConfig(environment, providers);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.errors;
    throw error;
  }
}

const load = (environment: Record<string, string>) => loadConfig({ ...withKey, ...environment }, providers);

describe('a fault is told by its variable, and never with its value', () => {
  const https = 'must begin with https:// (http:// is allowed for a loopback address only)';
  const bare = 'must not contain a user, password, query or fragment';
  const credential = 'must consist of visible ASCII characters, without spaces';
  const level = 'must be trace, debug, info, warn, error, fatal or silent';
  test.each([
    ['ZEP_BASE_URL', 'hunter2', 'must be an absolute URL'],
    ['ZEP_BASE_URL', '/hunter2', 'must be an absolute URL'],
    ['ZEP_BASE_URL', 'http://hunter2.example', https],
    ['ZEP_BASE_URL', 'ftp://localhost/hunter2', https],
    ['ZEP_BASE_URL', 'http://127.0.0.1.hunter2.example', https],
    ['ZEP_BASE_URL', 'https://hunter2@api.example', bare],
    ['ZEP_BASE_URL', 'https://user:hunter2@api.example', bare],
    ['ZEP_BASE_URL', 'https://api.example/?key=hunter2', bare],
    ['ZEP_BASE_URL', 'https://api.example/#hunter2', bare],
    // Of a vendor that is off, too: it would be a surprise on the day that it is switched on.
    ['DUOHUB_BASE_URL', 'hunter2', 'must be an absolute URL'],
    ['ZEP_API_KEY', 'hun\nter2', credential],
    ['ZEP_API_KEY', 'hun\r\nx-evil: ter2', credential],
    ['ZEP_API_KEY', 'hun ter2', credential],
    ['ZEP_API_KEY', 'huntér2', credential],
    ['PORT', '65536', 'must be a whole number from 0 to 65535'],
    ['PORT', '-1', 'must be a whole number from 0 to 65535'],
    ['PORT', '40.5', 'must be a whole number from 0 to 65535'],
    ['PORT', '0x1F', 'must be a whole number from 0 to 65535'],
    ['SANDBOX_PORT', 'hunter2', 'must be a whole number from 0 to 65535'],
    ['LOG_LEVEL', 'hunter2', level],
    ['LOG_LEVEL', 'INFO', level],
    ['GRAPHIQL', 'true', 'must be on or off'],
    ['INTROSPECTION', '1', 'must be on or off'],
    ['MAX_REQUEST_BYTES', '0', 'must be a whole number from 1 to 104857600'],
    ['SHUTDOWN_TIMEOUT_MS', '1e3', 'must be a whole number from 0 to 600000'],
    ['ZEP_TIMEOUT_MS', '0', 'must be a whole number from 1 to 600000'],
    ['ZEP_CONNECT_TIMEOUT_MS', 'Infinity', 'must be a whole number from 1 to 600000'],
    ['ZEP_MAX_CONNECTIONS', '10001', 'must be a whole number from 1 to 10000'],
    ['ZEP_MAX_SESSION_BYTES', '1GB', 'must be a whole number from 1 to 1073741824'],
  ])('%s=%j', (variable, value, fault) => {
    expect(errorsOf({ ...withKey, [variable]: value })).toEqual([`${variable} ${fault}`]);
  });

  test('together, in the order of the documentation', () => {
    const environment = { PORT: 'x', ZEP_API_KEY: 'a b', CHATWIZE_BASE_URL: 'x', LOG_LEVEL: 'x' };
    const names = errorsOf(environment).map((fault) => fault.split(' ')[0]);
    expect(names).toEqual(['PORT', 'LOG_LEVEL', 'CHATWIZE_BASE_URL', 'ZEP_API_KEY']);
  });
});

describe('what is not set', () => {
  test('a blank variable, or one of spaces alone, is not set', () => {
    const { server, providers: settings } = load({
      PORT: '',
      LOG_LEVEL: '  ',
      CHATWIZE_API_TOKEN: ' ',
      ZEP_BASE_URL: '\t',
    });
    expect([server.PORT, server.LOG_LEVEL]).toEqual([4000, 'info']);
    expect(Object.keys(settings)).toEqual(['ZEP']);
    expect(settings.ZEP?.baseUrl.href).toBe('https://api.getzep.com/api/v2');
  });

  test.each([{}, { ZEP_API_KEY: '' }, { ZEP_API_KEY: ' \n' }, { ZEP_BASE_URL: 'https://zep.example' }])(
    'no credential at all, %j, names every variable for one and the sandbox',
    (environment) => {
      const [fault, ...more] = errorsOf(environment as Record<string, string>);
      expect(more).toEqual([]);
      expect(fault).toContain(providers.map(({ credentialVariable }) => credentialVariable).join(', '));
      expect(fault).toContain('npm run sandbox');
    },
  );
});

test('the defaults are those of the contract', () => {
  const all = { CHATWIZE_API_TOKEN: 'a', DUOHUB_API_KEY: 'b', OPENCX_API_KEY: 'c', ZEP_API_KEY: 'd' };
  const { server, providers: settings } = loadConfig(all, providers);
  expect(server).toMatchObject({ HOST: '127.0.0.1', PORT: 4000, SANDBOX_PORT: 4010 });
  expect(Object.values(settings).map(({ baseUrl }) => baseUrl.href)).toEqual([
    'https://app.chatwize.ai/api/v1',
    'https://api.duohub.ai/',
    'https://api.open.cx/',
    'https://api.getzep.com/api/v2',
  ]);
  expect(settings.ZEP).toMatchObject({ timeoutMs: 10_000, connectTimeoutMs: 3_000 });
  expect(settings.ZEP).toMatchObject({ maxSessionBytes: 4 * 1024 ** 2, maxListBytes: 128 * 1024 ** 2 });
});

test('what is set counts, without the spaces around it', () => {
  const { server, providers: settings } = load({
    PORT: ' 8080 ',
    GRAPHIQL: 'off',
    ZEP_API_KEY: 'key\n',
    ZEP_BASE_URL: 'http://[::1]:9/zep',
    ZEP_TIMEOUT_MS: '250',
  });
  expect(server).toMatchObject({ PORT: 8080, GRAPHIQL: false });
  expect(settings.ZEP).toMatchObject({ credential: 'key', timeoutMs: 250 });
  expect(settings.ZEP?.baseUrl.href).toBe('http://[::1]:9/zep');
});

test('nobody can change the configuration later', () => {
  const config = load({});
  const parts = [config, config.server, config.providers, config.providers.ZEP];
  expect(parts.map((part) => Object.isFrozen(part))).toEqual([true, true, true, true]);
});
