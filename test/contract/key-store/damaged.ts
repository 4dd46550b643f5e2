import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { openCounty, type County } from '@county/county';
import { erasureListOf, prepared, reapplyErasures } from '@county/erasing';
import { lookUpStanding, rotateLookUpKey } from '@county/look-up-key-rotation';
import { rotateCountyMasterKey } from '@county/master-key-rotation';
import { settingsFrom } from '@county/settings';
import type { Position } from '@event-store/event-store';
import { KeysDamaged } from '@privacy/key-store';
import { masterKeyStanding } from '@privacy/rotation';
import type { Sealed } from '@privacy/vault';
import { RegisterDivision } from '@registry/division/commands';
import { CertifyErasure } from '@registry/erasure/commands';
import { documentNo, register, VILLAGE } from '@registry/household/story';
import type { KeyEngine } from './contract';

const COUNTY = divisionCode('530424000000');
const clerk: Actor = { user: 'clerk', role: 'COUNTY_INFORMANT', scope: COUNTY };
const admin: Actor = { ...clerk, role: 'ADMIN' };
const HOUSEHOLDS = 5;

/** Somebody of the county, and the household of which they are the head. */
interface Head {
  readonly household: string;
  readonly person: string;
  readonly sealed: Sealed;
}

/** What the keys of all others go through while one is damaged, with the keys kept by this engine. */
export const damagedKeyContract = (engine: KeyEngine): void => {
  describe(`a data key that is damaged on ${engine.name}`, () => {
    let [place, folder] = ['', ''];
    let county: County;
    let heads: readonly Head[] = [];

    const send = (command: object, actor: Actor, key: string) =>
      county.dispatcher.dispatch(enveloped(command, { commandId: derivedId('spec', key), actor }));
    const settled = async (index: number): Promise<Head> => {
      const householdNo = `5304241020${String(index).padStart(3, '0')}`;
      const numbers = { householdNo, documentNo: documentNo(index) };
      const { id, events } = await send(register(numbers), clerk, householdNo);
      const { personId, head } = events[0]?.data as { readonly personId: string; readonly head: Sealed };
      return { household: id, person: personId, sealed: head };
    };
    const open = (): County =>
      openCounty(settingsFrom({ DATA_DIR: folder, KEY_STORE: engine.setting(place) }));

    beforeEach(async () => {
      place = engine.place();
      folder = mkdtempSync(join(tmpdir(), 'shuangbang-damaged-key-'));
      county = open();
      for (const code of [COUNTY, divisionCode('530424102000'), VILLAGE])
        await send(Object.assign(new RegisterDivision(), { code, name: code, source: 'spec' }), admin, code);
      heads = await Promise.all(Array.from({ length: HOUSEHOLDS }, (_, index) => settled(index + 1)));
    });
    afterEach(async () => {
      await county.close();
      await engine.tidy(place);
      rmSync(folder, { recursive: true });
    });

    const headAt = (index: number): Head => heads[index] as Head;
    const wrappedOf = async ({ person }: Head): Promise<Buffer> =>
      (await county.keys.get(person)) ?? Buffer.of();
    const put = async (head: Head, wrapped: Buffer): Promise<void> =>
      county.keys.replace([{ subject: head.person, seen: await wrappedOf(head), wrapped }]);
    /** Their bytes as a disk may give them back: one bit is another, or the end is missing. */
    const flipped = (bytes: Buffer, at: number): Buffer => {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      return other;
    };
    const damages = (whole: Buffer): readonly Buffer[] => [
      flipped(whole, 0),
      flipped(whole, whole.length - 1),
      whole.subarray(0, 5),
      whole.subarray(0, -9),
    ];
    const nameOf = ({ person, sealed }: Head) =>
      county.vault.open(person, sealed).then(({ headName }) => headName);
    const expectOthersRead = async (...lost: readonly Head[]): Promise<void> => {
      for (const head of heads.filter((one) => !lost.includes(one)))
        expect(await nameOf(head)).toBe('王示例');
    };

    it('does not keep the master key from being rotated, and stays as it was found', async () => {
      const unread = heads.slice(0, 4);
      const whole = await Promise.all(unread.map(wrappedOf));
      const damaged = unread.map((_, index) => damages(whole[index] as Buffer)[index] as Buffer);
      for (const [index, head] of unread.entries()) await put(head, damaged[index] as Buffer);
      const rotated = await rotateCountyMasterKey(county.settings, county.keys);
      expect([...rotated.damaged].sort()).toEqual(unread.map(({ person }) => person).sort());
      await county.close();
      county = open();
      await expectOthersRead(...unread);
      for (const head of unread) await expect(nameOf(head)).rejects.toBeInstanceOf(KeysDamaged);
      expect(await Promise.all(unread.map(wrappedOf))).toEqual(damaged);
      const standing = await masterKeyStanding(county.keys, county.kms);
      expect(standing).toMatchObject({ wanted: rotated.inForce, inForce: rotated.inForce, leaving: null });
      expect(Object.keys(standing.under)).toEqual([rotated.inForce]);
      expect([...standing.damaged].sort()).toEqual([...rotated.damaged].sort());
    });

    it('leaves whose it is found as before when the key of look-ups is rotated, and everybody else anew', async () => {
      const [lost, whole] = [headAt(2), await wrappedOf(headAt(2))];
      const [before] = await county.vault.lookUp.names();
      await put(lost, flipped(whole, 30));
      const first = await rotateLookUpKey(county, { lingerMs: 0 });
      expect(first).toMatchObject({ reindexed: HOUSEHOLDS - 1, unreached: [lost.household] });
      expect(await county.vault.lookUp.names()).toEqual([first.inForce, before]);
      expect(await lookUpStanding(county)).toMatchObject({ isUnderWay: true, elsewhere: 1 });
      const again = register({ householdNo: '5304241020999', documentNo: documentNo(3) });
      await expect(send(again, clerk, 'again')).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
      await put(lost, whole);
      const second = await rotateLookUpKey(county, { lingerMs: 0 });
      expect(second).toEqual({ inForce: first.inForce, reindexed: 1, unreached: [] });
      expect(await county.vault.lookUp.names()).toEqual([first.inForce]);
    });

    const erased = (head: Head, event: string) => {
      const intent = { command: new CertifyErasure(), id: head.household, reason: '' };
      const cause = { policy: 'erasure-certificate', causeEventId: event, index: 0 };
      return prepared(county, intent, { ...cause, causePosition: '0' as Position });
    };

    it('is destroyed where its person is to be forgotten, by the name that stands in what it sealed', async () => {
      const [lost, whole] = [headAt(1), await wrappedOf(headAt(1))];
      const key = (await county.vault.nameOfKeyOf(lost.person)) ?? '';
      await put(lost, flipped(whole, whole.length - 1));
      const { command } = await erased(lost, 'event-1');
      expect((command as CertifyErasure).keysDestroyed).toEqual([{ subject: lost.person, key }]);
      expect(erasureListOf(county).entries()).toMatchObject([{ subject: lost.person, key }]);
      expect(await nameOf(lost)).toBeNull();
      await county.keys.getOrCreate(lost.person, () => Promise.resolve(whole));
      expect(await reapplyErasures(county)).toBe(1);
      expect(await nameOf(lost)).toBeNull();
      await expectOthersRead(lost);
    });

    it('is destroyed again where it came back damaged, and nobody else stays for it', async () => {
      const [lost, other] = [headAt(0), headAt(1)];
      const kept = await Promise.all([lost, other].map(wrappedOf));
      for (const head of [lost, other]) await erased(head, head.household);
      for (const [index, head] of [lost, other].entries())
        await county.keys.getOrCreate(head.person, () =>
          Promise.resolve(index === 0 ? flipped(kept[0] as Buffer, 30) : (kept[1] as Buffer)),
        );
      expect(await reapplyErasures(county)).toBe(2);
      expect([await nameOf(lost), await nameOf(other)]).toEqual([null, null]);
    });

    it('stays where it is the later key of a person who was forgotten before', async () => {
      const lost = headAt(0);
      await erased(lost, 'event-1');
      const later = await county.vault.seal(lost.person, { headName: '李示例' });
      const data = { personId: lost.person, head: later, documentFingerprint: 'later' };
      const metadata = { schemaVersion: 1, recordedAt: '2025-03-18T02:00:00.000Z' };
      const event = { id: derivedId('later', lost.person), type: 'HeadChanged', data, metadata };
      await county.store.append(`household-${lost.household}`, 'any', [event]);
      const whole = await wrappedOf(lost);
      await put(lost, flipped(whole, 30));
      expect(await reapplyErasures(county)).toBe(0);
      await put(lost, whole);
      expect(await county.vault.open(lost.person, later)).toEqual({ headName: '李示例' });
    });
  });
};
