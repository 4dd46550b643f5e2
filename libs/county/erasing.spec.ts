import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivedId } from '@kernel/ids';
import type { EventCause } from '@projection/delivery';
import type { Position } from '@event-store/event-store';
import { CertifyErasure } from '@registry/erasure/commands';
import { openCounty, type County } from './county';
import { prepared, reapplyErasures, erasureListOf } from './erasing';
import { makeReady } from './readiness';
import { settingsFrom } from './settings';

const HEAD = { headName: '王示例' };
const FORGOTTEN = { headName: null };
const cause = (event: string): EventCause => ({
  ...{ policy: 'erasure-certificate', causeEventId: event, index: 0 },
  causePosition: '0' as Position,
});
const intent = { command: new CertifyErasure(), id: 'wang', reason: '' };

describe('the destruction of a key', () => {
  let folder: string;
  let county: County;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shuangbang-erasing-'));
    county = openCounty(settingsFrom({ DATA_DIR: folder, ERASURE_LIST: join(folder, 'list.jsonl') }));
  });
  afterEach(async () => {
    await county.close();
    rmSync(folder, { recursive: true });
  });

  const keyIn = async (event: string): Promise<unknown> =>
    ((await prepared(county, intent, cause(event))).command as CertifyErasure).keyDestroyed;

  it('comes before the certificate, and is listed before it', async () => {
    const sealed = await county.vault.seal('wang', HEAD);
    const key = await county.vault.nameOfKeyOf('wang');
    expect(await keyIn('event-1')).toBe(key);
    expect(await county.vault.open('wang', sealed)).toEqual(FORGOTTEN);
    expect(erasureListOf(county).entries()).toMatchObject([{ event: 'event-1', subject: 'wang', key }]);
    expect(readFileSync(join(folder, 'list.jsonl'), 'utf8')).not.toContain(HEAD.headName);
  });

  it('names the same key when it is asked for again, and leaves the key of the next head', async () => {
    await county.vault.seal('wang', HEAD);
    const key = await keyIn('event-1');
    const next = await county.vault.seal('wang', HEAD);
    expect(await keyIn('event-1')).toBe(key);
    expect(await county.vault.open('wang', next)).toEqual(HEAD);
    expect(erasureListOf(county).entries()).toHaveLength(1);
  });

  it('is made up for where a crash came between the list and the key', async () => {
    const sealed = await county.vault.seal('wang', HEAD);
    const key = (await county.vault.nameOfKeyOf('wang')) ?? '';
    erasureListOf(county).add({ event: 'event-1', subject: 'wang', key, on: '2025-03-18' });
    expect(await keyIn('event-1')).toBe(key);
    expect(await county.vault.open('wang', sealed)).toEqual(FORGOTTEN);
  });

  it('of a second head is listed besides', async () => {
    await county.vault.seal('wang', HEAD);
    const first = await keyIn('event-1');
    await county.vault.seal('wang', HEAD);
    expect(await keyIn('event-2')).not.toBe(first);
    expect(erasureListOf(county).entries()).toHaveLength(2);
  });

  it('names none where there is none, and lists nothing', async () => {
    expect(await keyIn('event-1')).toBeNull();
    expect(erasureListOf(county).entries()).toEqual([]);
  });

  it('is done again where a key came back, and only to that key', async () => {
    const sealed = await county.vault.seal('wang', HEAD);
    const wrapped = (await county.keys.get('wang')) as Buffer;
    await keyIn('event-1');
    const next = await county.vault.seal('wang', HEAD);
    expect(await reapplyErasures(county)).toBe(0);
    await county.vault.destroy('wang');
    await county.keys.getOrCreate('wang', () => Promise.resolve(wrapped));
    expect(await county.vault.open('wang', sealed)).toEqual(HEAD);
    expect(await reapplyErasures(county)).toBe(1);
    expect(await county.vault.open('wang', sealed)).toEqual(FORGOTTEN);
    expect(await county.vault.open('wang', next)).toEqual(FORGOTTEN);
  });

  it('is not passed over where the list cannot be read', async () => {
    for (const line of ['{"event":"event-1"', '{"event":"event-1"}', 'null']) {
      appendFileSync(join(folder, 'list.jsonl'), `${line}\n`);
      await expect(reapplyErasures(county)).rejects.toThrow('line 1 is no entry of a list of erasures');
    }
  });

  it('is done before anything is served where only the log knows of it, certified or not', async () => {
    const happened = (subject: string, type: string, data: object) =>
      county.store.append(`erasure-${subject}`, 'any', [
        {
          ...{ id: derivedId(subject, type), type, data: { subjectId: subject, ...data } },
          metadata: { schemaVersion: 1, recordedAt: '2025-03-18T02:00:00.000Z', causationId: 'event-1' },
        },
      ]);
    const [wang, li] = [derivedId('household', 'wang'), derivedId('household', 'li')];
    const sealed = [await county.vault.seal(wang, HEAD), await county.vault.seal(li, HEAD)];
    const keyDestroyed = await county.vault.nameOfKeyOf(wang);
    await happened(wang, 'ErasureCertified', { keyDestroyed, on: '2025-03-18' });
    await happened(li, 'ErasureCarriedOut', { on: '2025-03-18' });
    await makeReady(county);
    expect(await county.vault.open(wang, sealed[0] ?? {})).toEqual(FORGOTTEN);
    expect(await county.vault.open(li, sealed[1] ?? {})).toEqual(FORGOTTEN);
    expect(erasureListOf(county).entries()).toMatchObject([{ subject: wang }, { subject: li }]);
    const next = await county.vault.seal(wang, HEAD);
    await makeReady(county);
    expect(await county.vault.open(wang, next)).toEqual(HEAD);
  });

  it('is listed behind what another process lists at the same time', () => {
    const list = erasureListOf(county);
    const entry = (event: string) => ({ event, subject: 'wang', key: 'key', on: '2025-03-18' });
    list.add(entry('event-1'));
    const other = openSync(list.path, 'a');
    list.add(entry('event-2'));
    writeSync(other, `${JSON.stringify(entry('event-3'))}\n`);
    closeSync(other);
    list.add(entry('event-2'), entry('event-4'));
    const events = list.entries().map(({ event }) => event);
    expect(events).toEqual(['event-1', 'event-2', 'event-3', 'event-4']);
  });

  it('goes on behind a line that a crash has cut off, whose key is still there', () => {
    const list = erasureListOf(county);
    const entry = (event: string) => ({ event, subject: 'wang', key: 'key', on: '2025-03-18' });
    list.add(entry('event-1'));
    appendFileSync(list.path, '{"event":"event-2","sub');
    expect(list.entries()).toEqual([entry('event-1')]);
    list.add(entry('event-3'));
    expect(list.entries()).toEqual([entry('event-1'), entry('event-3')]);
  });
});
