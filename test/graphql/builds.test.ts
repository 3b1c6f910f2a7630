import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from 'graphql';
import { parse, print, visit, type IntrospectionQuery } from 'graphql';
import { createSchema } from '../../src/graphql/schema.ts';
import { providers } from '../../src/providers/index.ts';
import { globalId, startGraph, type GraphServer } from './server.ts';

interface Service {
  readonly _service: { readonly sdl: string };
}

let graph: GraphServer;
beforeAll(async () => {
  graph = await startGraph();
});
afterAll(async () => graph[Symbol.asyncDispose]());

/** An SDL without what a router needs and a client does not. */
function clientsPart(sdl: string): string {
  return print(
    visit(parse(sdl), {
      ScalarTypeDefinition: dropFederation,
      ObjectTypeDefinition: dropFederation,
      UnionTypeDefinition: dropFederation,
      EnumTypeDefinition: dropFederation,
      DirectiveDefinition: dropFederation,
      FieldDefinition: ({ name }) => (name.value.startsWith('_') ? null : undefined),
    }),
  );
}

function dropFederation({ name }: { readonly name: { readonly value: string } }): null | undefined {
  return /^_|^(federation|link)__|^(key|shareable|link)$/.test(name.value) ? null : undefined;
}

describe('the server and the library', () => {
  it('have the same API schema', async () => {
    const { data } = await graph.ask<IntrospectionQuery>(getIntrospectionQuery({ specifiedByUrl: true }));
    const served = printSchema(lexicographicSortSchema(buildClientSchema(data as IntrospectionQuery)));
    const library = printSchema(lexicographicSortSchema(createSchema(providers)));
    expect(clientsPart(served)).toBe(print(parse(library)));
  });
});

describe('the SDL that the server tells routers', () => {
  it('is the one that is published', async () => {
    const { data } = await graph.ask<Service>('{ _service { sdl } }');
    expect(`${data?._service.sdl}\n`).toBe(readFileSync('published/subgraph.graphql', 'utf8'));
  });

  it('leaves out node and nodes, which clients can ask for all the same', async () => {
    const id = globalId('ZepSession', graph.sandbox.samples.sessions.ZEP);
    const { data } = await graph.ask<Service>(
      `{ _service { sdl } node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } }`,
    );
    expect(data).toMatchObject({ node: { id }, nodes: [{ id }] });
    expect(data?._service.sdl).not.toMatch(/^ {2}nodes?\(/m);
  });

  it('leaves out the list of all sessions, which clients can ask for all the same', async () => {
    const { data, errors } = await graph.ask<Service>(
      '{ _service { sdl } sessions(first: 1) { nodes { id } } }',
    );
    expect([errors, data]).toMatchObject([undefined, { sessions: { nodes: [{ id: expect.any(String) }] } }]);
    expect(data?._service.sdl).not.toMatch(/SessionFeed|SessionStatusInput|: SessionConnection/);
  });

  it('has the list of all sessions where it is configured so', async () => {
    await using owner = await startGraph({ FEDERATION_SESSIONS: 'on' });
    const { data } = await owner.ask<Service>('{ _service { sdl } }');
    expect(data?._service.sdl).toMatch(/^type SessionConnection /m);
    expect(data?._service.sdl).toContain('): SessionConnection');
  });

  it('needs the scope schema while introspection is off', async () => {
    await using closed = await startGraph({ INTROSPECTION: 'off' });
    await using open = await startGraph({ INTROSPECTION: 'off', AUTH_ANONYMOUS_SCOPES: 'schema' });
    for (const document of ['{ _service { sdl } }', '{ __schema { queryType { name } } }']) {
      const { errors } = await closed.ask(document);
      expect(errors?.map(({ message }) => message)).toEqual([
        'This server has INTROSPECTION=off. Its schema needs the scope schema.',
      ]);
      expect((await open.ask(document)).errors).toBeUndefined();
    }
  });

  it('has node and nodes where it is configured so', async () => {
    await using owner = await startGraph({ FEDERATION_NODE: 'on' });
    const { data } = await owner.ask<Service>('{ _service { sdl } }');
    expect(data?._service.sdl).toMatch(/^ {2}node\(/m);
    expect(data?._service.sdl).toMatch(/^ {2}nodes\(/m);
  });
});
