import { expect, jest, test } from '@jest/globals';
import { Flights } from '../../src/upstream/flights.ts';
import { outcomesOf, repeated, settle } from '../helpers/outcomes.ts';
import { unhandledRejectionsOf } from '../helpers/unhandled-rejections.ts';

const stay = (): AbortSignal => new AbortController().signal;

/** A read that ends when it is told to, and tells when it is aborted. */
function heldRead() {
  const end = Promise.withResolvers<string>();
  const signals: AbortSignal[] = [];
  const read = jest.fn(({ signal }: AbortController) => {
    signals.push(signal);
    signal.addEventListener('abort', () => end.reject(signal.reason));
    return end.promise;
  });
  return { read, end, signals };
}

test('who asks for the same thing meanwhile gets the same answer', async () => {
  const flights = new Flights();
  const { read, end } = heldRead();
  const joins = Array.from({ length: 500 }, () => flights.join('key', stay(), read));
  end.resolve('answer');
  const answers = await Promise.all(joins);
  expect(read).toHaveBeenCalledTimes(1);
  expect(answers.map(({ answer }) => answer)).toEqual(repeated(500, 'answer'));
  expect(answers.map(({ joined }) => joined)).toEqual([false, ...repeated(499, true)]);
});

test('and the same failure', async () => {
  const flights = new Flights();
  const { read, end } = heldRead();
  const outcomes = outcomesOf(Array.from({ length: 500 }, () => flights.join('key', stay(), read)));
  const failure = new Error('failed');
  end.reject(failure);
  await settle();
  expect(new Set(outcomes)).toEqual(new Set([failure]));
  expect(read).toHaveBeenCalledTimes(1);
});

test('different keys are different reads', async () => {
  const flights = new Flights();
  const answers = await Promise.all(
    ['a', 'b'].map((key) => flights.join(key, stay(), async () => `answer of ${key}`)),
  );
  expect(answers.map(({ answer }) => answer)).toEqual(['answer of a', 'answer of b']);
});

test.each([
  ['answer', async () => 'first'],
  ['failure', () => Promise.reject(new Error('first'))],
])('who asks after the %s starts anew', async (_, first) => {
  const flights = new Flights();
  await flights.join('key', stay(), first).catch(() => undefined);
  expect(await flights.join('key', stay(), async () => 'second')).toEqual({
    answer: 'second',
    joined: false,
  });
});

test('one that leaves gets its own reason at once and does not abort the others', async () => {
  const flights = new Flights();
  const { read, end, signals } = heldRead();
  const leaving = new AbortController();
  // The first is the one that started the read.
  const outcomes = outcomesOf([
    flights.join('key', leaving.signal, read),
    flights.join('key', stay(), read),
    flights.join('key', leaving.signal, read),
  ]);
  const reason = new Error('gone');
  leaving.abort(reason);
  await settle();
  expect(outcomes).toEqual([reason, undefined, reason]);
  expect(signals[0]?.aborted).toBe(false);
  end.resolve('answer');
  await settle();
  expect(outcomes[1]).toEqual({ answer: 'answer', joined: true });
});

test('when the last one has left, the read is aborted for its reason, and the next starts anew', async () => {
  const flights = new Flights();
  const { read, signals } = heldRead();
  const leaving = [new AbortController(), new AbortController()];
  outcomesOf(leaving.map(({ signal }) => flights.join('key', signal, read)));
  leaving[0]?.abort(new Error('first'));
  await settle();
  expect(signals[0]?.aborted).toBe(false);
  const last = new Error('last');
  leaving[1]?.abort(last);
  await settle();
  expect([signals[0]?.aborted, signals[0]?.reason]).toEqual([true, last]);
  expect(await flights.join('key', stay(), async () => 'anew')).toEqual({ answer: 'anew', joined: false });
});

test('an aborted caller starts no read', async () => {
  const { read } = heldRead();
  const reason = new Error('gone');
  await expect(new Flights().join('key', AbortSignal.abort(reason), read)).rejects.toBe(reason);
  expect(read).not.toHaveBeenCalled();
});

test('a read that fails after every caller has left causes no unhandled rejection', async () => {
  const controller = new AbortController();
  const { read, end } = heldRead();
  const unhandled = await unhandledRejectionsOf(async () => {
    outcomesOf([new Flights().join('key', controller.signal, read)]);
    controller.abort();
    await settle();
  });
  // Aborting the read made it fail, and nobody was waiting any more.
  await expect(end.promise).rejects.toMatchObject({ name: 'AbortError' });
  expect(unhandled).toEqual([]);
});

test('stopping aborts every read', async () => {
  const flights = new Flights();
  const held = [heldRead(), heldRead()];
  const outcomes = outcomesOf(held.map(({ read }, place) => flights.join(`key ${place}`, stay(), read)));
  flights.stop();
  await settle();
  expect(held.map(({ signals }) => signals[0]?.aborted)).toEqual([true, true]);
  expect(outcomes).toMatchObject([{ name: 'AbortError' }, { name: 'AbortError' }]);
});

test('any number of reads listens to a signal once', async () => {
  const signal = stay();
  const add = jest.spyOn(signal, 'addEventListener');
  const flights = new Flights();
  await flights.join('key', signal, async () => 'answer');
  await flights.join('key', signal, () => Promise.reject(new Error('failed'))).catch(() => undefined);
  expect(add).toHaveBeenCalledTimes(1);
});

test('nothing is kept of a read that has ended or was left', async () => {
  const flights = new Flights();
  const leaving = new AbortController();
  outcomesOf([
    flights.join('answered', stay(), async () => 'answer'),
    flights.join('failed', stay(), () => Promise.reject(new Error('failed'))),
    flights.join('left', leaving.signal, heldRead().read),
    flights.join('held', stay(), heldRead().read),
  ]);
  expect(flights.size).toBe(4);
  leaving.abort();
  await settle();
  expect(flights.size).toBe(1);
  flights.stop();
  expect(flights.size).toBe(0);
});
