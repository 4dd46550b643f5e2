import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { MongoError, MongoNetworkError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { ViewsRefused, ViewsUnavailable } from '../unavailable';
import { isMissing, isTooLarge, reaching } from './failing';

const failed = (code: number, more: object = {}): MongoServerError =>
  new MongoServerError({ message: 'the server’s words', code, ...more });

const labelled = (label: string): MongoError => {
  const error = new MongoError('no');
  error.addErrorLabel(label);
  return error;
};

/** As Node says it of a write behind the other's end. */
const ended = Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' });

/** As Node says it of the name in a `mongodb+srv` address. */
const unresolved = Object.assign(new Error('querySrv ECONNREFUSED'), {
  ...{ code: 'ECONNREFUSED', syscall: 'querySrv' },
});

const full = failed(14_031, { errorLabels: ['TransientTransactionError'] });

const unacknowledged = (code: number): MongoWriteConcernError =>
  new MongoWriteConcernError({ ok: 1, writeConcernError: { code, errmsg: 'not by all' } });

type Kept = new (...told: readonly unknown[]) => Error;

/** Not to be had by the name of the package; where they are no longer there this fails. */
const kept = createRequire(import.meta.url)('mongodb/lib/cmap/errors') as Readonly<
  Record<'WaitQueueTimeoutError' | 'PoolClosedError', Kept>
>;

const asToldOf = (error: Error): Promise<unknown> =>
  reaching(() => Promise.reject(error)).catch((told: unknown) => told);

describe('a fault of MongoDB', () => {
  it.each<[what: string, error: Error]>([
    ['a connection that is lost', new MongoNetworkError('ECONNRESET')],
    ['a primary that steps down', failed(189)],
    ['a server that is not the primary', failed(10_107)],
    ['a server that is not the primary, in the words of an older one', failed(10_058)],
    ['a server that ends', failed(11_600)],
    ['a set that has no member to ask', failed(133)],
    ['a server that calls it so itself', failed(91_000, { errorLabels: ['RetryableWriteError'] })],
    ['a commit of which nobody knows what became', labelled('UnknownTransactionCommitResult')],
    ['a name that cannot be looked up', unresolved],
    ['a socket that the server has ended in the middle of a request', ended],
    ['an operation that took too long', failed(50)],
    ['an operation that was interrupted', failed(11_601)],
    ['a snapshot that is not there yet', failed(246)],
    ['a snapshot that is no longer there', failed(239)],
    ['a majority that was not heard in time', unacknowledged(64)],
    ['a question that the server has forgotten half answered', failed(43)],
    ['a server that has no room for it at the moment', failed(365)],
    ['connections that all wait for a frozen server', new kept.WaitQueueTimeoutError('in vain', 'one:27017')],
    ['a server that has left the set', new kept.PoolClosedError({ address: 'one:27017' })],
  ])('that passes is told as such: %s', async (_, error) => {
    expect(await asToldOf(error)).toEqual(
      expect.objectContaining({ name: 'ViewsUnavailable', cause: error }),
    );
    expect(await asToldOf(error)).toBeInstanceOf(ViewsUnavailable);
  });

  it.each<[what: string, error: Error]>([
    ['a majority that the set does not have', unacknowledged(100)],
    ['a key that is there twice', failed(11_000)],
    ['a fault of our own', new TypeError('undefined is not a function')],
  ])('that does not pass keeps its own words: %s', async (_, error) => {
    expect(await asToldOf(error)).toBe(error);
  });

  it.each<[what: string, error: MongoServerError, because: string]>([
    ['a wrong password', failed(18, { codeName: 'AuthenticationFailed' }), 'ACCESS_DENIED'],
    ['a right that the user does not have', failed(13), 'ACCESS_DENIED'],
    ['a way to sign in that the server does not take', failed(334), 'ACCESS_DENIED'],
    ['a wrong password, on Atlas', failed(8_000, { message: 'bad auth' }), 'ACCESS_DENIED'],
    ['a quota, on Atlas', failed(8_000, { message: 'you are over your space quota' }), 'DISK_FULL'],
    ['a disk that is full', failed(14_031), 'DISK_FULL'],
    ['the same, of which the server thinks that it passes', full, 'DISK_FULL'],
    ['the same, met while it was acknowledged', unacknowledged(14_031), 'DISK_FULL'],
  ])(
    'that an operator has to mend is told as such, in none of the server’s words: %s',
    async (_, error, because) => {
      const told = await asToldOf(error);
      expect(told).toBeInstanceOf(ViewsRefused);
      expect(told).toMatchObject({ because, code: `READ_MODEL_${because}` });
      expect(told).not.toHaveProperty('cause');
      expect((told as Error).message).not.toContain(error.message);
      expect((told as Error).message).toContain(`code ${String(error.code)}`);
    },
  );

  it('is known where a transaction is too large, or a collection missing', () => {
    expect([257, 290, 388, 10_334].map((code) => isTooLarge(failed(code)))).toEqual(Array(4).fill(true));
    expect(isTooLarge(failed(251))).toBe(false);
    expect([26, 13].map((code) => isMissing(failed(code)))).toEqual([true, false]);
  });
});
