import { afterAll, describe, expect, it } from '@jest/globals';
import { anyMongo, eventStoreDbAnd, sqliteAnd } from '../engines/pairs';
import { rounds } from './rounds';
import { STAGES } from './stages';

const replicaSet = await anyMongo(false, 'the fault rounds on a replica set');
const standalone = await anyMongo(true, 'the fault rounds on a standalone server');

describe('with read models in MongoDB', () => {
  afterAll(async () => {
    await replicaSet?.stop();
    await standalone?.stop();
  });

  if (replicaSet !== null) rounds({ ...STAGES.shared, pair: eventStoreDbAnd(replicaSet) });
  if (standalone !== null) rounds({ ...STAGES.standalone, pair: sqliteAnd(standalone) });

  it('runs on both kinds of server or on none', () => {
    expect(replicaSet === null).toBe(standalone === null);
  });
});
