import { describe, expect, it } from '@jest/globals';
import { canonical } from './canonical';
import { CHAIN, GENESIS, canonicalEvent, canonicalOf, chainHash, linkOf } from './chain';
import { position, type RecordedEvent } from './event-store';

const drafted: RecordedEvent = {
  id: '0b8e7a52-6a53-4d0e-9d3e-0f1c2b3a4d5e',
  stream: 'agreement-华宁-1',
  revision: 0,
  position: position(7n),
  type: 'AgreementDrafted',
  data: {
    share: { numerator: 1, denominator: 5 },
    名: '𠮷 "\u0000"\n',
    amountFen: 1999,
    open: true,
    note: null,
    list: [1.5, 'b', []],
  },
  metadata: { actor: 'u1', schemaVersion: 1 },
};

const CANONICAL =
  '{"data":{"amountFen":1999,"list":[1.5,"b",[]],"note":null,"open":true,"share":{"denominator":5,"numerator":1},' +
  '"名":"𠮷 \\"\\u0000\\"\\n"},"id":"0b8e7a52-6a53-4d0e-9d3e-0f1c2b3a4d5e","metadata":{"actor":"u1","schemaVersion":1},' +
  '"revision":0,"stream":"agreement-华宁-1","type":"AgreementDrafted","v":"v1"}';

const HASH = '982a9e6dcc2e37cfb4abd22b5c4b868fd9d78dd1e2965cf6270d54b4f2aef27f';
const NEXT_HASH = 'd549b27ba0c6873958f9196e48a23e7dc5bca6210a534ee511a3b33abd073e16';

describe('the canonical form v1, which may never change', () => {
  it('is this text for this event', () => {
    expect(canonicalEvent(canonicalOf(drafted))).toBe(CANONICAL);
  });

  it('gives this hash at the beginning of a stream', () => {
    expect(chainHash(GENESIS, canonicalOf(drafted))).toBe(HASH);
  });

  it('gives this hash after that one', () => {
    expect(chainHash(HASH, canonicalOf({ ...drafted, revision: 1 }))).toBe(NEXT_HASH);
  });

  it('does not depend on the link, the place in the log or the order of keys', () => {
    const { share, ...data } = drafted.data;
    const linked = { chain: CHAIN, previousHash: GENESIS, hash: HASH, ...drafted.metadata };
    const same = {
      ...drafted,
      position: position(99n),
      data: { ...data, share: share ?? null },
      metadata: linked,
    };
    expect(canonicalEvent(canonicalOf(same))).toBe(CANONICAL);
  });

  it.each<Partial<RecordedEvent>>([
    { id: '0b8e7a52-6a53-4d0e-9d3e-0f1c2b3a4d5f' },
    { stream: 'agreement-华宁-2' },
    { revision: 1 },
    { type: 'AgreementSigned' },
    { data: { ...drafted.data, amountFen: 1998 } },
    { metadata: { ...drafted.metadata, actor: 'u2' } },
  ])('gives another hash with %j', (change) => {
    expect(chainHash(GENESIS, canonicalOf({ ...drafted, ...change }))).not.toBe(HASH);
  });
});

describe('canonical JSON', () => {
  it.each([
    [
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [{ b: [{ d: 1, c: 2 }], a: {} }, '{"a":{},"b":[{"c":2,"d":1}]}'],
    [[Number.MAX_SAFE_INTEGER, -1, 0.1, 1e-7, 123.456, -0], '[9007199254740991,-1,0.1,1e-7,123.456,0]'],
    ['\b\f\t\u000b\u001f\\/"', '"\\b\\f\\t\\u000b\\u001f\\\\/\\""'],
  ])('of %j', (value, text) => {
    expect(canonical(value, 'value')).toBe(text);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
  });

  it('carries an object of a class like a plain one', () => {
    class Terms {
      readonly until = '2026-12-31';
      readonly from = '2025-01-01';
    }
    expect(canonical(new Terms(), 'terms')).toBe('{"from":"2025-01-01","until":"2026-12-31"}');
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

  it.each([
    ['undefined', undefined],
    ['undefined inside', { a: undefined }],
    ['a hole in a list', Array(1)],
    ['NaN', Number.NaN],
    ['Infinity', -Infinity],
    ['an integer beyond the safe ones', 2 ** 53],
    ['a very large number', 1e300],
    ['a bigint', 1n],
    ['a function', { a: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a thing with its own JSON', { toJSON: () => 1 }],
    ['half a character', 'a\ud842'],
    ['half a character in a key', { '\udfb7': 1 }],
    ['65 levels', nested(65)],
  ])('refuses %s', (_, value) => {
    expect(() => canonical(value, 'value')).toThrow(expect.objectContaining({ name: 'UnacceptableEvent' }));
  });

  it('keeps 64 levels, and says where a fault is', () => {
    expect(canonical(nested(64), 'value')).toHaveLength(129);
    expect(() => canonical({ terms: [{ until: undefined }] }, 'data')).toThrow(
      'data.terms.until is undefined',
    );
  });
});

describe('the link of an event', () => {
  it.each([
    ['none', {}],
    ['another form', { chain: 'v0', previousHash: GENESIS, hash: GENESIS }],
    ['half of it', { chain: CHAIN, hash: GENESIS }],
  ])('is not known where there is %s', (_, metadata) => {
    expect(linkOf({ metadata })).toBeNull();
  });
});
