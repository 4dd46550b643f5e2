import { afterAll, describe, expect, it } from '@jest/globals';
import { anyMongo, eventStoreDbAnd, sqliteAnd } from '../engines/pairs';
import { journey } from './journey';
import { pastJourney } from './past-journey';

const replicaSet = await anyMongo(false, 'the journey on a replica set');
const standalone = await anyMongo(true, 'the journey on a standalone server');

describe('with read models in MongoDB', () => {
  afterAll(async () => {
    await replicaSet?.stop();
    await standalone?.stop();
  });

  if (replicaSet !== null) journey(eventStoreDbAnd(replicaSet));
  if (standalone !== null) journey(sqliteAnd(standalone));
  if (standalone !== null && standalone.name !== replicaSet?.name) journey(eventStoreDbAnd(standalone));
  if (replicaSet !== null) pastJourney(sqliteAnd(replicaSet));

  it('runs on both kinds of server or on none', () => {
    expect(replicaSet === null).toBe(standalone === null);
  });
});
