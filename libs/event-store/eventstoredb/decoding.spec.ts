import { describe, expect, it } from '@jest/globals';
import type { ResolvedEvent } from '@eventstore/db-client';
import { CHAIN, GENESIS, chainHash } from '../chain';
import { DamagedEvent, position } from '../event-store';
import { decode, placeOf } from './decoding';

const given = { actor: 'u1', recordedAt: '2025-03-01T00:00:00.000Z' };
const data = { n: 1, 名: '张三' };
const id = '00000000-0000-5000-8000-000000000001';
const hash = chainHash(GENESIS, {
  ...{ id, stream: 'household-1', revision: 4, type: 'Noted' },
  ...{ data: '{"n":1,"名":"张三"}', metadata: '{"actor":"u1","recordedAt":"2025-03-01T00:00:00.000Z"}' },
});

const stored = (changed: object = {}): ResolvedEvent =>
  ({
    event: {
      ...{ id, streamId: 'household-1', revision: 4n, type: 'Noted', isJson: true, data },
      metadata: { ...given, chain: CHAIN, previousHash: GENESIS, hash },
      position: { commit: 9_007_199_254_740_993n, prepare: 9_007_199_254_740_992n },
      created: new Date(0),
      ...changed,
    },
  }) as unknown as ResolvedEvent;

describe('a stored event', () => {
  it('is told in the words of the port, its position without loss', () => {
    expect(decode(stored())).toEqual({
      ...{ id, stream: 'household-1', revision: 4, type: 'Noted', data },
      metadata: { ...given, chain: CHAIN, previousHash: GENESIS, hash },
      position: position(9_007_199_254_740_993n, 9_007_199_254_740_992n),
    });
  });

  it.each<[string, object]>([
    ['its data were changed', { data: { n: 2, 名: '张三' } }],
    ['it stands in another place', { revision: 5n }],
    ['its metadata were changed', { metadata: { actor: 'u2', chain: CHAIN, previousHash: GENESIS, hash } }],
    ['it has no hash', { metadata: given }],
    ['it has no metadata', { metadata: undefined }],
    ['its data are no JSON', { isJson: false, data: new Uint8Array(3) }],
    ['its data are no object', { data: [1, 2] }],
    ['its data are broken JSON', { data: '{"n":' }],
    [
      'the stream was tombstoned',
      { type: '$streamDeleted', isJson: false, revision: 9_223_372_036_854_775_807n },
    ],
  ])('is refused where %s, with its place', (_, changed) => {
    const resolved = stored(changed);
    const place = { stream: 'household-1', id, position: placeOf(resolved) };
    expect(() => decode(resolved)).toThrow(DamagedEvent);
    try {
      decode(resolved);
    } catch (error) {
      expect((error as DamagedEvent).place).toMatchObject(place);
    }
  });
});
