import { expect, test } from '@jest/globals';
import { isRawNumber, parseJson } from '../../src/model/json.ts';
import { ChatwizeSessionModel } from '../../src/providers/chatwize/map.ts';
import { DuohubSessionModel } from '../../src/providers/duohub/map.ts';
import { OpenCXSessionModel } from '../../src/providers/opencx/map.ts';
import type { VendorRecord } from '../../src/providers/values.ts';
import { plain } from '../helpers/plain.ts';
import { ZepSessionModel } from '../../src/providers/zep/map.ts';

const long = '12345678901234567890';
const huge = '1e999';

const parse = (text: string) => parseJson(text) as VendorRecord;

test('a number field is rounded to a number, and null if it is none', () => {
  expect(new ZepSessionModel('id', parse(`{"id":${long}}`)).rowId).toBe(Number(long));
  expect(new ZepSessionModel('id', parse(`{"id":${huge}}`)).rowId).toBeNull();
  expect(new OpenCXSessionModel('id', parse(`{"ticket_number":${long}}`)).ticketNumber).toBe(Number(long));
  expect(new OpenCXSessionModel('id', parse(`{"ticket_number":-${huge}}`)).ticketNumber).toBeNull();
});

test.each([long, huge])('%s for text, an object, a list or a flag is null like any number', (number) => {
  const openCX = new OpenCXSessionModel(
    'id',
    parse(`{"language":${number},"contact":${number},"channel":${number},"handoff":${number},
      "team":{"id":${number}},"custom_data":${number},"assist_mode":${number},"status":${number}}`),
  );
  expect(plain(openCX)).toMatchObject({
    language: null,
    contact: null,
    channel: null,
    handoff: null,
    team: { externalId: null },
    metadata: [],
    assistMode: null,
    status: null,
  });
  const zep = new ZepSessionModel(
    'id',
    parse(`{"user_id":${number},"metadata":${number},"facts":${number},"fact_rating_instruction":${number}}`),
  );
  expect(plain(zep)).toMatchObject({ userId: null, metadata: [], facts: null, factRatingInstruction: null });
  expect(new DuohubSessionModel('id', parse(`{"metadata":[${number}]}`)).metadata).toEqual([]);
  expect(plain(new ChatwizeSessionModel('id', parse(`{"meta":${number}}`)))).toMatchObject({
    metadata: [],
    lead: null,
  });
});

test('in metadata and raw it keeps its digits', () => {
  const { metadata, raw } = new ZepSessionModel('id', parse(`{"metadata":{"n":${long},"big":${huge}}}`));
  const values = metadata?.map(({ value }) => value) ?? [];
  expect(values.map(isRawNumber)).toEqual([true, true]);
  expect(JSON.stringify(values)).toBe(`[${long},${huge}]`);
  expect(JSON.stringify(raw)).toBe(`{"metadata":{"n":${long},"big":${huge}}}`);
});

test('a phone number that is sent as a long number has all its digits', () => {
  const session = new ChatwizeSessionModel('id', parse(`{"meta":{"user":{"phone":${long}}}}`));
  expect(session.participant?.phone).toBe(long);
});
