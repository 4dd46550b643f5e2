import { beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { SqliteEventStore } from '../sqlite/sqlite-event-store';
import { SEAL_STREAM } from './events';
import { Sealer } from './sealer';
import { readSeals } from './seal-reading';
import type { Trust } from './trust';
import { signingKey } from './signing';
import { memorySecrets } from './story';

const BY = { user: 'admin', reason: '例行轮换' };
const SINCE = '2025-02-28T00:00:00.000Z';

describe('the keys of a log', () => {
  const clock = { now: () => Date.parse('2025-03-01T00:00:00.000Z') };
  let store: SqliteEventStore;
  let secrets: ReturnType<typeof memorySecrets>;
  let sealer: Sealer;

  beforeEach(async () => {
    store = SqliteEventStore.open(':memory:');
    secrets = memorySecrets();
    sealer = new Sealer({ store, clock, secrets }, { events: 100, ms: 3_600_000 });
    await store.append('income-1', 'any', [
      { id: randomUUID(), type: 'Noted', data: { amountFen: 1 }, metadata: { recordedAt: SINCE } },
    ]);
    await sealer.sealNow();
  });

  const own = async (number: number): Promise<string | null> => {
    const secret = await secrets.known(number);
    return secret && signingKey(secret).keyId;
  };

  const key = async (number: number): Promise<string> => (await own(number)) ?? '';

  const faults = async (trust: Trust): Promise<readonly string[]> =>
    (await readSeals(store, trust)).breaks.map(({ kind, detail }) => `${kind} ${detail.en}`);

  it('count where one that was published endorses them', async () => {
    await sealer.rotate(BY);
    await sealer.rotate(BY);
    expect(await faults({ keys: [await key(1)] })).toEqual([]);
    expect(await faults({ keys: [await key(3)] })).toEqual([]);
    expect(await faults({ own })).toEqual([]);
  });

  it('count behind one that was reported only where they were published themselves', async () => {
    await sealer.compromised(SINCE, BY);
    expect(await faults({ keys: [await key(1)] })).toEqual([
      expect.stringMatching(`^SEAL_KEY nobody vouches for the key ${await key(2)}`),
    ]);
    expect(await faults({ keys: [await key(2)] })).toEqual([]);
    expect(await faults({ keys: [await key(1), await key(2)] })).toEqual([]);
    expect(await faults({ own })).toEqual([]);
  });

  it('count where the county has lost one that its next key names as the one before', async () => {
    await sealer.compromised(SINCE, BY);
    const rest = async (number: number) => (number === 1 ? null : own(number));
    expect(await faults({ own: rest })).toEqual([]);
  });

  it('are those that the county holds, also where one of them endorses another', async () => {
    await sealer.rotate(BY);
    const first = async (number: number) => (number === 1 ? own(1) : null);
    expect(await faults({ own: first })).toEqual([
      expect.stringMatching(`nobody vouches for the key ${await key(2)}: this county does not hold it`),
    ]);
    expect(await faults({ own: first, keys: [await key(2)] })).toEqual([]);
  });

  it('are not compared where nothing is known of them', async () => {
    await sealer.compromised(SINCE, BY);
    expect(await faults({})).toEqual([]);
  });

  it('were used: a published one without a seal proves nothing', async () => {
    const other = signingKey(randomBytes(32)).keyId;
    expect(await faults({ keys: [await key(1), other] })).toEqual([
      `SEAL_KEY no seal of the log is made with the published key ${other}`,
    ]);
  });

  it('stay in force where a report comes alone, and the county refuses to seal behind it', async () => {
    const report = { keyId: await key(1), since: SINCE, reportedAt: SINCE };
    await store.append(SEAL_STREAM, 'any', [
      { id: randomUUID(), type: 'SealKeyCompromised', data: report, metadata: {} },
    ]);
    const detail = `no key takes the place of ${report.keyId}`;
    expect(await faults({ own })).toEqual([`SEAL_KEY ${detail}`]);
    await expect(sealer.sealNow()).rejects.toThrow(detail);
  });

  it('are reported by the key that takes their place and by nobody else', async () => {
    await sealer.compromised(SINCE, BY);
    const [introduced, sealed, report, next, last] = await store.readStream(SEAL_STREAM);
    expect(report?.data).toMatchObject({ nextKeyId: await key(2), signature: expect.any(String) });
    const forged = SqliteEventStore.open(':memory:');
    const other = { ...report?.data, since: '2020-01-01T00:00:00.000Z' };
    for (const event of [introduced, sealed, report && { ...report, data: other }, next, last])
      if (event !== undefined) await forged.append(SEAL_STREAM, 'any', [{ ...event, metadata: {} }]);
    expect((await readSeals(forged)).breaks.map(({ detail }) => detail.en)).toEqual([
      `the report of ${await key(1)} is not signed by the key that takes its place`,
      expect.stringContaining('which was not in force'),
    ]);
  });
});
