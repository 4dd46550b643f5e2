import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { MongoNetworkError, MongoServerError, MongoWriteConcernError } from 'mongodb';
import { ViewsUnavailable } from '../unavailable';
import { isMissing, isTooLarge, reaching } from './failing';

const failed = (code: number): MongoServerError => new MongoServerError({ message: 'no', code });

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
    ['a wrong password', failed(18)],
    ['a majority that the set does not have', unacknowledged(100)],
    ['a key that is there twice', failed(11_000)],
    ['a fault of our own', new TypeError('undefined is not a function')],
  ])('that does not pass keeps its own words: %s', async (_, error) => {
    expect(await asToldOf(error)).toBe(error);
  });

  it('is known where a transaction is too large, or a collection missing', () => {
    expect([257, 290, 388, 10_334].map((code) => isTooLarge(failed(code)))).toEqual(Array(4).fill(true));
    expect(isTooLarge(failed(251))).toBe(false);
    expect([26, 13].map((code) => isMissing(failed(code)))).toEqual([true, false]);
  });
});
