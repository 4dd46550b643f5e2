import { afterAll, describe, expect, it } from '@jest/globals';
import { anyMongo, eventStoreDbAnd, sqliteAnd } from '../engines/pairs';
import { rounds } from './rounds';

const replicaSet = await anyMongo(false, 'the fault rounds on a replica set');
const standalone = await anyMongo(true, 'the fault rounds on a standalone server');

describe('with read models in MongoDB', () => {
  afterAll(async () => {
    await replicaSet?.stop();
    await standalone?.stop();
  });

  if (replicaSet !== null) rounds({ pair: eventStoreDbAnd(replicaSet), apis: 2, projectors: 2, rounds: 10 });
  if (standalone !== null) rounds({ pair: sqliteAnd(standalone), apis: 1, projectors: 1, rounds: 8 });

  it('runs on both kinds of server or on none', () => {
    expect(replicaSet === null).toBe(standalone === null);
  });
});
