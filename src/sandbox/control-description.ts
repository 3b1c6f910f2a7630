import { FAULT_NAMES } from './faults.ts';
import type { FaultName } from './faults.ts';
import type { HostedVendor } from './host.ts';
import { vendorName } from '../stand-in/stand-in.ts';

const FAULTS: Readonly<Record<FaultName, string>> = {
  latency: 'Waits (1,500 milliseconds, or as told), then answers as usual.',
  'rate-limit': '429, with Retry-After only if retryAfterSeconds is given.',
  'server-error': "500 with the vendor's error body.",
  hang: 'Takes the call and never answers.',
  reset: 'Resets the connection.',
  truncated: '200 with the first half of the JSON.',
  html: '200 with an HTML page.',
  'wrong-shape': '200 with a JSON array instead of an object, or the reverse.',
};

const ENDPOINTS = {
  'GET /control/faults': 'The fault of each vendor, or null.',
  'PUT /control/faults/:vendor': {
    fault: FAULT_NAMES.join(' | '),
    'milliseconds?': 'Wait before the fault shows.',
    'retryAfterSeconds?': 'Retry-After of rate-limit and server-error.',
    'ratio?': 'From 0 to 1: the share of calls that fail, evenly spread. Default 1.',
  },
  'DELETE /control/faults/:vendor': 'Back to normal.',
  'GET /control/limits': 'The limit of each vendor, or null.',
  'PUT /control/limits/:vendor': {
    perMinute: 'Calls that one window lets through.',
    'windowSeconds?': 'Length of the window. Default 60.',
  },
  'DELETE /control/limits/:vendor': 'No limit.',
  'GET /control/calls': 'Calls that each vendor has received: total and inFlight.',
  'DELETE /control/calls': 'Counts from zero again.',
};

export function describeControl(vendors: readonly HostedVendor[]): object {
  return {
    about: 'Switches of the sandbox. PUT takes application/json.',
    endpoints: ENDPOINTS,
    faults: FAULTS,
    faultIds: {
      about: 'A session called by one of these ids shows the fault without a switch.',
      ...byVendor(vendors, ({ standIn }) => standIn.faultIds),
    },
    samples: byVendor(vendors, ({ standIn }) => standIn.samples),
    paths: byVendor(vendors, ({ standIn: { prefix, routes } }) =>
      routes.map(({ path }) => `${prefix}/${path}`),
    ),
  };
}

function byVendor<T>(vendors: readonly HostedVendor[], read: (vendor: HostedVendor) => T): Record<string, T> {
  return Object.fromEntries(vendors.map((vendor) => [vendorName(vendor.standIn.provider), read(vendor)]));
}
