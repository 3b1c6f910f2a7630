import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** Composes the graphs at these URLs from the SDL that each one returns, as `rover supergraph compose` does. */
export async function compose(addresses: Readonly<Record<string, string>>): Promise<string> {
  const services = Object.entries(addresses).map(async ([name, url]) => ({
    name,
    url,
    typeDefs: parse(await readSdl(url)),
  }));
  const { supergraphSdl, errors } = composeServices(await Promise.all(services));
  if (errors) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

async function readSdl(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return data._service.sdl;
}
