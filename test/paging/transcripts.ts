import * as fc from 'fast-check';
import { Transcript, type MessageRecord } from '../../src/paging/transcript.ts';

/** A record whose only contents are a number. */
export function recordOf(number: number, fields: Partial<MessageRecord> = {}): MessageRecord {
  return { id: `m${number}`, createdAt: number * 1000, record: { number }, ...fields };
}

export function numbersIn({ rows }: Pick<Transcript, 'rows'>): unknown[] {
  return rows.map(({ source }) => source.record['number']);
}

/** Conversations with ties, missing dates, missing ids and records of one, two or no messages, in any order. */
export const anyTranscript: fc.Arbitrary<Transcript> = fc
  .array(
    fc.record({
      hasId: fc.boolean(),
      time: fc.option(fc.integer({ min: 0, max: 12 })),
      parts: fc.constantFrom(undefined, ['q', 'a'], ['q'], ['a'], []),
    }),
    { maxLength: 40 },
  )
  .chain((made) => fc.record({ made: fc.constant(made), isComplete: fc.boolean(), isReversed: fc.boolean() }))
  .map(({ made, isComplete, isReversed }) => {
    const records = made.map(({ hasId, time, parts }, index): MessageRecord => ({
      id: hasId ? `m${index}` : undefined,
      createdAt: time,
      record: { number: index },
      ...(parts && { parts }),
    }));
    return new Transcript(isReversed ? records.toReversed() : records, { isComplete });
  });
