import { describe, expect, it } from '@jest/globals';
import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  DamagedEvent,
  LogUnavailable,
  START,
  UnacceptableEvent,
  WrongExpectedRevision,
  position,
} from '../event-store';
import {
  NoAnswer,
  NodeBehind,
  OutOfOrder,
  StreamTombstoned,
  actualRevision,
  finalError,
  isMissing,
  leaderOf,
  mayPass,
  willPass,
} from './faults';

const conflict = (current: bigint | 'no_stream') =>
  new WrongExpectedVersionError(undefined, { streamName: 'a-1', current, expected: 'no_stream' } as never);
const unknown = (message: string) => new UnknownError(undefined, message);
/** As gRPC throws it where the client does not put it in words of its own. */
const plain = (code: number, message: string) => Object.assign(new Error(message), { code });
const place = { stream: 'a-1', revision: 3, position: START, id: 'x' };

describe('an error of the client', () => {
  it.each<[string, unknown]>([
    ['a connection that is refused or reset', new UnavailableError(undefined, 'read ECONNRESET')],
    ['the same without a type', plain(14, 'No connection established')],
    ['a server that starts', unknown('Could not recognize Server Is Not Ready')],
    ['a deadline that is over', plain(4, 'Deadline exceeded')],
    ['a call the server has cancelled', plain(1, 'Cancelled')],
    ['a follower that names the leader', { type: 'not-leader', leader: { address: 'node-2', port: 2113 } }],
    ['a cluster that is not found', new Error('Failed to discover after 3 attempts.')],
    ['an answer that does not come', new NoAnswer('append', 5_000)],
    ['a line that was reset in the middle', plain(13, 'Received RST_STREAM with code 2')],
    ['a server that is too busy', plain(8, 'Server Is Too Busy')],
    ['a cluster that votes', plain(2, 'No leader info available in response')],
    ['a name that is not found', new Error('getaddrinfo EAI_AGAIN node')],
    ['a way there that is closed', new Error('connect EHOSTUNREACH 10.0.0.1:2113')],
    ['a node that lags behind the leader', new NodeBehind('a-1', 3)],
  ])('passes, however long it takes: %s', (_, error) => {
    expect([mayPass(error), willPass(error)]).toEqual([true, true]);
  });

  it.each<[string, unknown]>([
    ['one of ours', new TypeError('undefined is not a function')],
    ['one that nobody has seen yet', unknown('Unexpected ReadAllResult: Error')],
    ['a record in the wrong place', new OutOfOrder(position(1n), position(2n))],
  ])('may pass, and is not tried again for ever: %s', (_, error) => {
    expect([mayPass(error), willPass(error)]).toEqual([true, false]);
  });

  it.each<[string, unknown]>([
    ['a conflict', conflict(2n)],
    ['a missing stream', new StreamNotFoundError(undefined, 'a-1')],
    ['a tombstone', StreamDeletedError.fromStreamName('a-1')],
    ['too many bytes', MaxAppendSizeExceededError.fromMaxAppendSize(1)],
    ['no access', new AccessDeniedError(undefined)],
    ['a password that is wrong', plain(16, 'Unauthenticated')],
    ['rights that are missing', plain(7, 'Access Denied')],
    ['a request it cannot read', unknown('Could not recognize BadRequest')],
    ['an argument it does not take', plain(3, 'Invalid argument')],
    ['a position of another log', plain(2, 'Invalid position')],
    ['what the port itself says', new WrongExpectedRevision('a-1', 1, 2)],
    ['an event that cannot be read', new DamagedEvent(place)],
    ['a log that is closed', new LogUnavailable('the log is closed')],
  ])('stays: %s', (_, error) => {
    expect([mayPass(error), willPass(error)]).toEqual([false, false]);
  });

  it('tells the real revision of a conflict', () => {
    expect(actualRevision(conflict(7n))).toBe(7);
    expect(actualRevision(conflict('no_stream'))).toBe(-1);
    expect(actualRevision(new UnavailableError(undefined, ''))).toBeNull();
  });

  it('tells a missing stream from everything else', () => {
    expect(isMissing(new StreamNotFoundError(undefined as never, 'a-1'))).toBe(true);
    expect(isMissing(conflict('no_stream'))).toBe(false);
  });

  it('tells which node leads, where it does', () => {
    expect(leaderOf({ type: 'not-leader', leader: { address: 'node-2', port: 2113 } })).toBe('node-2:2113');
    expect(leaderOf({ type: 'not-leader' })).toBeNull();
    expect(leaderOf(conflict(1n))).toBeNull();
  });
});

describe('the error in its place', () => {
  it.each<[unknown, abstract new (...args: never[]) => Error, string]>([
    [StreamDeletedError.fromStreamName('a-1'), StreamTombstoned, 'a-1 was tombstoned by an operator'],
    [MaxAppendSizeExceededError.fromMaxAppendSize(1), UnacceptableEvent, 'more bytes'],
    [new AccessDeniedError(undefined), LogUnavailable, 'node:2113 refuses access'],
    [plain(16, 'Unauthenticated'), LogUnavailable, 'node:2113 refuses access'],
    [unknown('Could not recognize BadRequest'), Error, 'node:2113 refused: Could not recognize BadRequest'],
  ])('says what to do: %s', (error, kind, words) => {
    const told = finalError(error, 'a-1', 'node:2113');
    expect(told).toBeInstanceOf(kind);
    expect((told as Error).message).toContain(words);
  });

  it('leaves what the port says as it is', () => {
    const damaged = new DamagedEvent(place);
    expect(finalError(damaged, 'a-1', 'node:2113')).toBe(damaged);
  });
});
