export const id = '5d2f6f3a-8c1e-4b7a-9c55-0a1b2c3d4e5f';

/** A session with every documented field; the values are our own. */
export const record = {
  id,
  status: 'closed_resolved',
  ai_closure_type: 'handed_off',
  sentiment: 'happy',
  channel: { type: 'whatsapp' },
  contact: {
    id: '11aa22bb-33cc-4d44-8e55-66ff77aa88bb',
    email: 'bo@verified.example',
    phone_number: '+15550100',
    name: 'Bo Verified',
    custom_data: { tier: 'gold' },
    created_at: '2025-12-24T18:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    non_verified_name: 'Bo Typed',
    non_verified_email: 'bo@typed.example',
    non_verified_custom_data: { age: 33, student: false },
  },
  language: 'nl',
  assignee_id: '4711',
  custom_data: { order: 'A-17', total: 12.5, vip: true },
  team: { id: '99ee88dd-77cc-4b66-9a55-44ff33ee22dd', name: 'Returns', description: 'Sends it back' },
  handoff: { sentiment: 'angry', summary: 'Wants a refund' },
  ticketing_system: { name: 'zendesk_v2', external_id: 'T-900', id_type: 'ticket_id' },
  ticket_number: 8123,
  assist_mode: false,
  created_at: '2026-03-10T09:00:00Z',
  updated_at: '2026-03-10T11:45:00+02:00',
};

export function entry(key: string, value: unknown): object {
  return { __typename: 'SessionMetadataEntry', key, value };
}
