import { expect, test } from '@jest/globals';
import { isRawNumber, parseJson } from '../../src/model/json.ts';
import { toChatwizeSession } from '../../src/providers/chatwize/map.ts';
import { toDuohubSession } from '../../src/providers/duohub/map.ts';
import { toOpenCXSession } from '../../src/providers/opencx/map.ts';
import { toZepSession } from '../../src/providers/zep/map.ts';

const long = '12345678901234567890';
const huge = '1e999';

test('a number field is rounded to a number, and null if it is none', () => {
  expect(toZepSession('id', parseJson(`{"id":${long}}`)).rowId).toBe(Number(long));
  expect(toZepSession('id', parseJson(`{"id":${huge}}`)).rowId).toBeNull();
  expect(toOpenCXSession('id', parseJson(`{"ticket_number":${long}}`)).ticketNumber).toBe(Number(long));
  expect(toOpenCXSession('id', parseJson(`{"ticket_number":-${huge}}`)).ticketNumber).toBeNull();
});

test.each([long, huge])('%s for text, an object, a list or a flag is null like any number', (number) => {
  const openCX = toOpenCXSession(
    'id',
    parseJson(`{"language":${number},"contact":${number},"channel":${number},"handoff":${number},
      "team":{"id":${number}},"custom_data":${number},"assist_mode":${number},"status":${number}}`),
  );
  expect(openCX).toMatchObject({
    language: null,
    contact: null,
    channel: null,
    handoff: null,
    team: { externalId: null },
    metadata: [],
    assistMode: null,
    status: null,
  });
  const zep = toZepSession(
    'id',
    parseJson(
      `{"user_id":${number},"metadata":${number},"facts":${number},"fact_rating_instruction":${number}}`,
    ),
  );
  expect(zep).toMatchObject({ userId: null, metadata: [], facts: null, factRatingInstruction: null });
  expect(toDuohubSession('id', parseJson(`{"metadata":[${number}]}`)).metadata).toEqual([]);
  expect(toChatwizeSession('id', parseJson(`{"meta":${number}}`))).toMatchObject({
    metadata: [],
    lead: null,
  });
});

test('in metadata and raw it keeps its digits', () => {
  const { metadata, raw } = toZepSession('id', parseJson(`{"metadata":{"n":${long},"big":${huge}}}`));
  const values = metadata?.map(({ value }) => value) ?? [];
  expect(values.map(isRawNumber)).toEqual([true, true]);
  expect(JSON.stringify(values)).toBe(`[${long},${huge}]`);
  expect(JSON.stringify(raw)).toBe(`{"metadata":{"n":${long},"big":${huge}}}`);
});

test('a phone number that is sent as a long number has all its digits', () => {
  const session = toChatwizeSession('id', parseJson(`{"meta":{"user":{"phone":${long}}}}`));
  expect(session.participant?.phone).toBe(long);
});
