import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verify } from '@event-store/verify';
import { divisionId } from '@registry/division/state';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledHousehold } from './aggregate';
import { ChangeHead, ReindexHousehold } from './commands';
import { documentNo, HOUSEHOLD, NEIGHBOUR, NEXT_VILLAGE, register, somebody, VILLAGE } from './story';

const PHONE = '13800000001';
const CARD = '6222020000000000001';
const clear = { headName: '王示例', documentNo: documentNo(1), phone: PHONE, bankCard: CARD };
const forgotten = { headName: null, documentNo: null, phone: null, bankCard: null };
const clerk = { ...somebody('TOWN_INFORMANT'), scope: '530424102000' as typeof VILLAGE };
const first = () => register(clear);
const neighbour = () => register({ householdNo: '5304241020002', documentNo: documentNo(2) });

describe('personal data of a household in the files of the county', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = new Desk([handledHousehold], Date.parse('2025-03-01T04:00:00.000Z'));
    const used = (code: typeof VILLAGE) => ({
      stream: `division-${divisionId(code)}`,
      type: 'DivisionRegistered',
      data: { code, name: '某村', level: 'VILLAGE', on: '2020-01-01', source: '' },
    });
    await desk.happened(used(VILLAGE), used(NEXT_VILLAGE));
  });
  afterEach(() => desk.close());

  /** Whose key each head is under. */
  const persons = async (): Promise<readonly string[]> =>
    (await desk.store.readStream(`household-${HOUSEHOLD}`)).map(({ data }) => data['personId'] as string);
  const heads = async (): Promise<readonly Readonly<Record<string, string>>[]> =>
    (await desk.store.readStream(`household-${HOUSEHOLD}`)).flatMap(({ data }) =>
      'head' in data ? [data['head'] as Readonly<Record<string, string>>] : [],
    );
  const breaks = async (): Promise<readonly object[]> => {
    const found: object[] = [];
    for await (const progress of verify(desk.store)) found.push(...progress.breaks);
    return found;
  };

  it('stands in none of them in clear, neither after registering nor after a repeated request', async () => {
    const commandId = '00000000-0000-5000-8000-00000000c0de';
    await desk.send(first(), clerk, { commandId });
    await desk.send(first(), clerk, { commandId });
    const files = readdirSync(desk.folder).map((file) => readFileSync(join(desk.folder, file)));
    const written = Buffer.concat(files);
    expect(written.includes(HOUSEHOLD)).toBe(true);
    for (const text of Object.values(clear)) expect([text, written.includes(text)]).toEqual([text, false]);
  });

  it('opens with the person’s key, and with nobody else’s', async () => {
    await desk.send(first(), clerk);
    await desk.send(neighbour(), clerk);
    const [head = {}] = await heads();
    const [person = ''] = await persons();
    expect(await desk.vault.open(person, head)).toEqual(clear);
    for (const other of [HOUSEHOLD, NEIGHBOUR]) expect(await desk.vault.open(other, head)).toEqual(forgotten);
  });

  it('is forgotten with the key, while the chain still verifies', async () => {
    await desk.send(first(), clerk);
    const [head = {}] = await heads();
    const [person = ''] = await persons();
    await desk.vault.destroy(person);
    expect(await desk.vault.open(person, head)).toEqual(forgotten);
    expect(await breaks()).toEqual([]);
  });

  it('of one head can be forgotten without the next', async () => {
    await desk.send(first(), clerk);
    const next = { headName: '李示例', documentNo: documentNo(3) };
    await desk.send(command(ChangeHead, next), clerk, { id: HOUSEHOLD });
    const [before = {}, after = {}] = await heads();
    const [former = '', present = ''] = await persons();
    await desk.vault.destroy(former);
    expect(await desk.vault.open(former, before)).toEqual(forgotten);
    expect(await desk.vault.open(present, after)).toEqual(next);
  });

  it('keeps its key while it is the same person, whatever is corrected', async () => {
    await desk.send(first(), clerk);
    const corrected = { headName: '王事例', documentNo: documentNo(1) };
    await desk.send(command(ChangeHead, corrected), clerk, { id: HOUSEHOLD });
    const [before, after] = await persons();
    expect(after).toBe(before);
  });

  it('that was sealed under the household’s key opens under it, and has an own key when it is written again', async () => {
    const data = { householdNo: '1', villageCode: VILLAGE, documentFingerprint: 'f' };
    const head = await desk.vault.seal(HOUSEHOLD, { headName: '王示例', documentNo: documentNo(1) });
    await desk.happened({
      ...{ stream: `household-${HOUSEHOLD}`, type: 'HouseholdRegistered', data: { ...data, head } },
    });
    await desk.vault.lookUp.begin();
    const system = { ...somebody('SYSTEM') };
    const { events } = await desk.send(new ReindexHousehold(), system, { id: HOUSEHOLD });
    expect(events).toMatchObject([{ type: 'HouseholdReindexed' }]);
    const again = { headName: '王示例', documentNo: documentNo(1) };
    await desk.send(command(ChangeHead, again), clerk, { id: HOUSEHOLD });
    const person = (await persons()).at(-1) ?? '';
    expect([person === HOUSEHOLD, await desk.vault.open(person, (await heads()).at(-1) ?? {})]).toEqual([
      false,
      again,
    ]);
  });

  it('makes one document head one household, though two commands race for it', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const asked = [1, 2].map((half) =>
        register({ householdNo: `53042410300${round}${half}`, documentNo: documentNo(100 + round) }),
      );
      const settled = await Promise.allSettled(asked.map((one) => desk.send(one, clerk)));
      expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const reasons = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      // The household that was faster may not have come to life yet, and lives nowhere until then.
      const code = expect.stringMatching(/^DOCUMENT_(?:ALREADY_REGISTERED|REGISTERED_ELSEWHERE)$/);
      expect(reasons).toMatchObject([{ unmet: [{ code }] }]);
    }
  });

  it('lets a document come back to a household that headed it before', async () => {
    const change = (index: number, id: string) =>
      desk.send(command(ChangeHead, { headName: '王示例', documentNo: documentNo(index) }), clerk, { id });
    await desk.send(first(), clerk);
    await desk.send(neighbour(), clerk);
    await change(3, HOUSEHOLD);
    await change(1, NEIGHBOUR);
    await change(4, NEIGHBOUR);
    expect((await change(1, HOUSEHOLD)).events).toMatchObject([{ type: 'HeadChanged' }]);
    await expect(change(1, NEIGHBOUR)).rejects.toThrow('DOCUMENT_ALREADY_REGISTERED');
  });
});
