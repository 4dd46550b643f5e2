import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { RegisterDivision } from '@registry/division/commands';
import { documentNo, register, VILLAGE } from '@registry/household/story';
import { openCounty, type County } from './county';
import { lookUpStanding, rotateLookUpKey } from './look-up-key-rotation';
import { settingsFrom } from './settings';

const COUNTY = divisionCode('530424000000');
const clerk: Actor = { user: 'clerk', role: 'COUNTY_INFORMANT', scope: COUNTY };
const admin: Actor = { ...clerk, role: 'ADMIN' };
const AT_ONCE = { lingerMs: 0 };
const HOUSEHOLDS = 40;

let folder: string;
let county: County;

const send = (command: object, actor: Actor, key: string) =>
  county.dispatcher.dispatch(enveloped(command, { commandId: derivedId('spec', key), actor }));
const settle = (index: number, document = index) => {
  const householdNo = `5304241020${String(index).padStart(3, '0')}`;
  return send(register({ householdNo, documentNo: documentNo(document) }), clerk, householdNo);
};
/** In the log as by a process that knew no other key than this one, and that was slow. */
const settledUnder = async (key: string, householdId: string): Promise<void> => {
  const head = await county.vault.seal(householdId, { headName: '王示例', documentNo: documentNo(999) });
  const data = { householdNo: '1', villageCode: VILLAGE, head, documentFingerprint: 'late', lookUpKey: key };
  const metadata = { schemaVersion: 1, recordedAt: '2025-03-01T02:00:00.000Z', effectiveDate: '2025-03-01' };
  const event = { id: derivedId('late', householdId), type: 'HouseholdRegistered', data, metadata };
  await county.store.append(`household-${householdId}`, 'no-stream', [event]);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shuangbang-look-up-key-'));
  county = openCounty(settingsFrom({ DATA_DIR: folder }));
  for (const code of [COUNTY, divisionCode('530424102000'), VILLAGE])
    await send(Object.assign(new RegisterDivision(), { code, name: code, source: 'spec' }), admin, code);
  for (let index = 1; index <= HOUSEHOLDS; index += 1) await settle(index);
});
afterEach(async () => {
  await county.close();
  rmSync(folder, { recursive: true });
});

describe('a rotation of the key of look-ups', () => {
  it('puts every household under a new key and leaves none under the one before', async () => {
    const [before] = await county.vault.lookUp.names();
    expect(await lookUpStanding(county)).toEqual({ inForce: before, isUnderWay: false, elsewhere: 0 });
    const { inForce, reindexed } = await rotateLookUpKey(county, AT_ONCE);
    expect([inForce === before, reindexed]).toEqual([false, HOUSEHOLDS]);
    expect(await lookUpStanding(county)).toEqual({ inForce, isUnderWay: false, elsewhere: 0 });
    expect(await county.vault.lookUp.names()).toEqual([inForce]);
    await expect(settle(500, 1)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    expect((await settle(500, 500)).events).toMatchObject([{ data: { lookUpKey: inForce } }]);
  });

  it('goes on where it was broken off, under the key that it had begun', async () => {
    const { dispatcher } = county;
    const sent: Promise<unknown>[] = [];
    const dispatch = (command: object) => {
      if (sent.length === 10) return Promise.reject(new Error('killed'));
      const outcome = dispatcher.dispatch(command);
      sent.push(outcome);
      return outcome;
    };
    const dying = Object.assign(Object.create(dispatcher) as typeof dispatcher, { dispatch });
    await expect(rotateLookUpKey({ ...county, dispatcher: dying }, AT_ONCE)).rejects.toThrow('killed');
    await Promise.all(sent);
    const half = await lookUpStanding(county);
    expect(half).toMatchObject({ isUnderWay: true, elsewhere: HOUSEHOLDS - 10 });
    await expect(settle(500, 1)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    await expect(settle(500, HOUSEHOLDS)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
    const { inForce, reindexed } = await rotateLookUpKey(county, AT_ONCE);
    expect([inForce, reindexed]).toEqual([half.inForce, HOUSEHOLDS - 10]);
    expect(await lookUpStanding(county)).toEqual({ inForce, isUnderWay: false, elsewhere: 0 });
  });

  it('reaches what is written meanwhile by who knew no other key', async () => {
    const [before] = await county.vault.lookUp.names();
    const written: Promise<void>[] = [];
    const onProgress = (): void => {
      if (written.length === 0) written.push(settledUnder(before, derivedId('late', 1)));
    };
    const { inForce } = await rotateLookUpKey(county, { ...AT_ONCE, onProgress });
    expect(await Promise.all(written)).toHaveLength(1);
    expect(await lookUpStanding(county)).toEqual({ inForce, isUnderWay: false, elsewhere: 0 });
  });

  it('tells who came too late for it, and the next one reaches them', async () => {
    const [before] = await county.vault.lookUp.names();
    const { inForce } = await rotateLookUpKey(county, AT_ONCE);
    await settledUnder(before, derivedId('late', 1));
    expect(await lookUpStanding(county)).toEqual({ inForce, isUnderWay: false, elsewhere: 1 });
    expect(await rotateLookUpKey(county, AT_ONCE)).toMatchObject({ reindexed: HOUSEHOLDS + 1 });
    expect(await lookUpStanding(county)).toMatchObject({ elsewhere: 0 });
  });

  it('reaches members as it reaches heads, each for themselves', async () => {
    const { id } = await settle(1);
    const [before] = await county.vault.lookUp.names();
    const { inForce } = await rotateLookUpKey(county, AT_ONCE);
    const personId = derivedId('late', 'member');
    const member = await county.vault.seal(personId, { memberName: '赵示例', documentNo: documentNo(999) });
    const data = {
      personId,
      relationToHead: 'CHILD',
      member,
      documentFingerprint: 'late',
      lookUpKey: before,
    };
    const metadata = {
      schemaVersion: 1,
      recordedAt: '2025-03-01T02:00:00.000Z',
      effectiveDate: '2025-03-01',
    };
    const event = { id: derivedId('late', id), type: 'MemberAdded', data, metadata };
    await county.store.append(`household-${id}`, 'any', [event]);
    expect(await lookUpStanding(county)).toEqual({ inForce, isUnderWay: false, elsewhere: 1 });
    const next = await rotateLookUpKey(county, AT_ONCE);
    expect(await lookUpStanding(county)).toMatchObject({ inForce: next.inForce, elsewhere: 0 });
    const events = await county.store.readStream(`household-${id}`);
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['HouseholdReindexed', 'MemberReindexed']);
    await county.vault.destroy(personId);
    expect(await rotateLookUpKey(county, AT_ONCE)).toMatchObject({ reindexed: HOUSEHOLDS });
    expect(await lookUpStanding(county)).toMatchObject({ elsewhere: 0 });
  });

  it('leaves who is forgotten, of whom nothing is told as missing', async () => {
    const [registered] = (await settle(1)).events;
    await county.vault.destroy(registered?.data['personId'] as string);
    expect(await rotateLookUpKey(county, AT_ONCE)).toMatchObject({ reindexed: HOUSEHOLDS - 1 });
    expect(await lookUpStanding(county)).toMatchObject({ elsewhere: 0 });
  });

  it('keeps the old key at hand for as long as it is told to', async () => {
    const [before] = await county.vault.lookUp.names();
    const rotation = rotateLookUpKey(county, { lingerMs: 300 });
    while ((await lookUpStanding(county)).elsewhere > 0) await county.store.head();
    expect(await county.vault.lookUp.names()).toEqual([expect.any(String), before]);
    const { inForce } = await rotation;
    expect(await county.vault.lookUp.names()).toEqual([inForce]);
  });

  it('leaves a repeated request what it was', async () => {
    await rotateLookUpKey(county, AT_ONCE);
    expect(await settle(1)).toMatchObject({ replayed: true });
  });
});
