import type { Ticket } from './tickets.ts';

/** They refer to sessions that exist in the sandbox at every start. */
export const sampleTickets: readonly Ticket[] = [
  {
    id: '1',
    title: 'The invoice is wrong',
    provider: 'CHATWIZE',
    externalId: 'ba61399a-6d8a-4fd6-84d3-d376e5add5ab',
  },
  {
    id: '2',
    title: 'Call me back',
    provider: 'DUOHUB',
    externalId: 'df94f11e-f01f-45d0-8b95-75a5e1b5dc79',
  },
  {
    id: '3',
    title: 'The parcel came late',
    provider: 'OPENCX',
    externalId: '9ed2d758-03b7-42cb-8001-de5a3fcc3e35',
  },
  { id: '4', title: 'How do I export?', provider: 'ZEP', externalId: 'support-aylin-2026-03' },
  { id: '5', title: 'Export again', provider: 'ZEP', externalId: 'support-aylin-2026-03' },
];
