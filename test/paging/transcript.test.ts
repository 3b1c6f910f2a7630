import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Transcript, withoutRepeats } from '../../src/paging/transcript.ts';
import { anyTranscript, numbersIn, recordOf } from './transcripts.ts';

const undated = { createdAt: null };
const nul = String.fromCodePoint(0);

describe('a conversation', () => {
  test('is in the order of its dates, and every message is there once', () => {
    fc.assert(
      fc.property(anyTranscript, ({ records, rows, size }) => {
        const times = rows.map(({ time }) => time ?? -Infinity);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(rows).toHaveLength(size);
        expect(new Set(rows.map(({ key }) => key)).size).toBe(size);
        for (const record of records) {
          const own = rows.filter(({ source }) => source === record).map(({ part }) => part);
          expect(own).toEqual(record.parts ?? ['']);
        }
      }),
    );
  });

  test('finds each of its messages by name', () => {
    fc.assert(
      fc.property(anyTranscript, (transcript) => {
        const found = transcript.rows.map(({ key }) => transcript.indexOf(key));
        expect(found).toEqual(transcript.rows.map((_, index) => index));
        expect(transcript.indexOf('m-1')).toBeUndefined();
      }),
    );
  });

  test('that its vendor lists newest first is turned round, records of one time too', () => {
    const times = [1, 1, 2, 3, 3, 3, 4];
    const records = times.map((time, index) => recordOf(index, { createdAt: time }));
    expect(numbersIn(new Transcript(records.toReversed()))).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(numbersIn(new Transcript(records))).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('keeps the two halves of a record in their order when it is turned round', () => {
    const parts = ['q', 'a'];
    const records = [recordOf(2, { parts }), recordOf(1, { parts })];
    expect(new Transcript(records).rows.map(({ key }) => key)).toEqual(['m1:q', 'm1:a', 'm2:q', 'm2:a']);
  });

  test('has a record without a date after the one before it, whichever way it is listed', () => {
    const records = [recordOf(0, undated), recordOf(1), recordOf(2, undated), recordOf(3), recordOf(4)];
    expect(numbersIn(new Transcript(records))).toEqual([0, 1, 2, 3, 4]);
    expect(numbersIn(new Transcript(records.toReversed()))).toEqual([0, 1, 2, 3, 4]);
    const outOfOrder = [recordOf(0), recordOf(5), recordOf(6, undated), recordOf(1), recordOf(7)];
    expect(numbersIn(new Transcript(outOfOrder))).toEqual([0, 1, 5, 6, 7]);
  });

  test('without any date keeps the order of its vendor', () => {
    const records = [3, 1, 2].map((number) => recordOf(number, undated));
    expect(numbersIn(new Transcript(records))).toEqual([3, 1, 2]);
  });

  test('is put in order once', () => {
    const transcript = new Transcript([recordOf(2), recordOf(1)]);
    expect(transcript.rows).toBe(transcript.rows);
  });

  test('names a message without an id by its position, which no id can be equal to', () => {
    const records = [recordOf(0, { id: undefined }), recordOf(1, { id: '0' })];
    expect(new Transcript(records).rows.map(({ key }) => key)).toEqual([`${nul}0`, '0']);
  });

  test.each([
    ['oldest first', [recordOf(1), recordOf(2)], 'end'],
    ['newest first', [recordOf(2), recordOf(1)], 'start'],
    ['without dates', [recordOf(1, undated), recordOf(2, undated)], 'end'],
  ] as const)(
    'that was not read to its end and is listed %s has messages missing there',
    (_, records, end) => {
      expect(new Transcript(records, { isComplete: false }).missing).toBe(end);
      expect(new Transcript(records).missing).toBeUndefined();
    },
  );
});

describe('of repeated records', () => {
  test('the first counts, whatever the others contain', () => {
    const records = [recordOf(1), recordOf(2), recordOf(1, { record: { number: 9 } })];
    expect(withoutRepeats(records)).toEqual(records.slice(0, 2));
  });

  test('those without an id are known by their contents, if they have a date', () => {
    const nameless = recordOf(1, { id: undefined });
    const another = recordOf(1, { id: undefined, record: { number: 2 } });
    const same = recordOf(1, { id: undefined });
    expect(withoutRepeats([nameless, another, same])).toEqual([nameless, another]);
    const twice = [recordOf(1, { id: undefined, ...undated }), recordOf(1, { id: undefined, ...undated })];
    expect(withoutRepeats(twice)).toEqual(twice);
  });
});
