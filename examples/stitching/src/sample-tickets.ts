import type { Ticket } from './tickets.ts';

/** They refer to sessions that exist in the sandbox at every start. */
export const sampleTickets: readonly Ticket[] = [
  {
    id: '1',
    title: 'The invoice is wrong',
    sessionType: 'ChatwizeSession',
    sessionId: 'Q2hhdHdpemVTZXNzaW9uOmJhNjEzOTlhLTZkOGEtNGZkNi04NGQzLWQzNzZlNWFkZDVhYg',
  },
  {
    id: '2',
    title: 'Call me back',
    sessionType: 'DuohubSession',
    sessionId: 'RHVvaHViU2Vzc2lvbjpkZjk0ZjExZS1mMDFmLTQ1ZDAtOGI5NS03NWE1ZTFiNWRjNzk',
  },
  {
    id: '3',
    title: 'The parcel came late',
    sessionType: 'OpenCXSession',
    sessionId: 'T3BlbkNYU2Vzc2lvbjo5ZWQyZDc1OC0wM2I3LTQyY2ItODAwMS1kZTVhM2ZjYzNlMzU',
  },
  {
    id: '4',
    title: 'How do I export?',
    sessionType: 'ZepSession',
    sessionId: 'WmVwU2Vzc2lvbjpzdXBwb3J0LWF5bGluLTIwMjYtMDM',
  },
  {
    id: '5',
    title: 'Export again',
    sessionType: 'ZepSession',
    sessionId: 'WmVwU2Vzc2lvbjpzdXBwb3J0LWF5bGluLTIwMjYtMDM',
  },
];
