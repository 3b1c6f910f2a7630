import { FAULT_NAMES, type FaultName } from '../stand-in/faults.ts';
import { vendorName } from '../stand-in/stand-in.ts';
import type { HostedVendor } from './host.ts';

const FAULTS: Readonly<Record<FaultName, string>> = {
  latency: 'Waits (`milliseconds`, default 1,500), then answers normally.',
  'rate-limit': '429. Sends Retry-After only if retryAfterSeconds is set.',
  'server-error': "500 with the vendor's error body.",
  hang: 'Accepts the call and never answers.',
  reset: 'Resets the connection.',
  truncated: '200 with the first half of the JSON.',
  html: '200 with an HTML page.',
  'wrong-shape': '200 with a JSON array instead of an object, or the other way round.',
};

const ENDPOINTS = {
  'GET /control/faults': 'The fault of each vendor, or null.',
  'PUT /control/faults/:vendor': {
    fault: FAULT_NAMES.join(' | '),
    'milliseconds?': 'The wait before the fault shows.',
    'retryAfterSeconds?': 'The Retry-After header of rate-limit and server-error.',
    'ratio?': 'The share of calls that fail, from 0 to 1, evenly spread. Default: 1.',
  },
  'DELETE /control/faults/:vendor': 'Switches the fault off.',
  'GET /control/limits': 'The limit of each vendor, or null.',
  'PUT /control/limits/:vendor': {
    perMinute: 'The number of calls per window.',
    'windowSeconds?': 'The length of the window. Default: 60.',
  },
  'DELETE /control/limits/:vendor': 'Removes the limit.',
  'GET /control/calls': 'The calls that each vendor has received: total and inFlight.',
  'DELETE /control/calls': 'Resets the counts.',
};

export function describeControl(vendors: readonly HostedVendor[]): object {
  return {
    about: 'The switches of the sandbox. PUT expects application/json.',
    endpoints: ENDPOINTS,
    faults: FAULTS,
    faultIds: {
      about: 'A call for one of these session ids shows the fault without a switch.',
      ...byVendor(vendors, ({ standIn }) => standIn.faultIds),
    },
    samples: byVendor(vendors, ({ standIn }) => standIn.samples),
    paths: byVendor(vendors, ({ standIn: { prefix, routes } }) =>
      routes.map(({ method, path }) => `${method === 'POST' ? 'POST ' : ''}${prefix}/${path}`),
    ),
  };
}

function byVendor<T>(vendors: readonly HostedVendor[], read: (vendor: HostedVendor) => T): Record<string, T> {
  return Object.fromEntries(vendors.map((vendor) => [vendorName(vendor.standIn.provider), read(vendor)]));
}
