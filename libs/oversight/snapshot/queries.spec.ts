import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '@kernel/ids';
import { aggregates } from '@county/modules';
import type { Happening } from '@testing/events';
import { InvalidCursor } from '@read-store/read-store';
import { Shelf } from '@testing/shelf';
import {
  approved,
  binding,
  bound,
  chained,
  FIRST_VILLAGE,
  household,
  householdId,
  parameters,
  VIEWS,
} from '@oversight/coverage/story';
import { snapshotRegister } from './projector';
import { SnapshotDifference, snapshotAnswers, SnapshotEntry, SnapshotList, SnapshotNote } from './queries';
import { snapshotId } from './state';
import { BULLETIN, COUNTY, countyInformant, published, SNAPSHOT } from './story';

const numbers = ['1', '2', '3', '4'];
/** As it could be published once. */
const EARLY = '华乡振通报〔2001〕1号';
const NEXT = '华乡振通报〔2025〕2号';

/** Four covered as published; afterwards one binding turns out to have ended before, and one household to be unwilling. */
const happenings: readonly Happening[] = [
  ...parameters(),
  ...approved('coop', '2025-01-01'),
  ...approved('enterprise', '2025-01-01', { level: 'COUNTY' }),
  ...chained('enterprise', 'coop', '2025-01-02'),
  ...numbers.flatMap((no) => [
    household(no).registered(FIRST_VILLAGE, '2025-01-01'),
    household(no).alleviated('2025-01-01'),
    household(no).assessed('2025-01-01'),
    ...bound(no, 'coop', '2025-02-01'),
  ]),
  { stream: `reportSnapshot-${SNAPSHOT}`, ...published },
  binding('1', 'coop').ended({ on: '2025-06-15', recorded: '2025-07-10' }),
  household('2').assessed({ on: '2025-06-20', recorded: '2025-07-11' }, true, false),
  binding('3', 'coop').ended('2025-07-12'),
  {
    ...{ stream: `reportSnapshot-${snapshotId(COUNTY, NEXT)}`, type: published.type },
    data: { ...published.data, bulletinNo: NEXT, asOf: '2025-07-31', knownAt: '2025-07-31' },
  },
  {
    ...{ stream: `reportSnapshot-${snapshotId(COUNTY, EARLY)}`, type: published.type },
    data: { ...published.data, bulletinNo: EARLY, kind: 'COVERAGE', asOf: '2001-06-30' },
  },
];

const asking = <Q extends object>(type: new () => Q, fields: Partial<Q> = {}): Q =>
  Object.assign(new type(), fields);

/** These stories tell of bindings no more than coverage needs, so not in which village they are. */
const ofTheCounty = aggregates.map((one) => ({
  ...one,
  aggregate: { ...one.aggregate, scope: () => COUNTY },
}));

describe('a published snapshot', () => {
  const shelf = new Shelf(snapshotAnswers, {
    ...{ viewer: countyInformant, today: '2025-08-01' },
    aggregates: ofTheCounty,
  });
  beforeAll(() => shelf.run([...VIEWS, snapshotRegister], happenings));
  afterAll(() => shelf.close());

  it('is found by its bulletin', async () => {
    const row = { id: SNAPSHOT, kind: 'COVERAGE', bulletinNo: BULLETIN, publishedOn: '2025-07-06' };
    expect(await shelf.ask(asking(SnapshotList, { bulletinNo: BULLETIN }))).toMatchObject({ items: [row] });
    expect(await shelf.ask(asking(SnapshotEntry, { id: SNAPSHOT }))).toMatchObject(row);
  });

  it('says its figures as they were published, and where they and their difference are asked', async () => {
    const refs = {
      figureRefs: [`/coverage?division=${COUNTY}&asOf=2025-06-30&knownAt=2025-07-05`],
      differenceRef: `/snapshots/${SNAPSHOT}/difference`,
    };
    expect(await shelf.ask(asking(SnapshotList, { bulletinNo: BULLETIN }))).toMatchObject({ items: [refs] });
    const double = { numerator: 4, denominator: 4, ratioText: '100.00', met: true };
    const whole = { ...refs, figures: { double }, missing: [] };
    expect(await shelf.ask(asking(SnapshotEntry, { id: SNAPSHOT }))).toMatchObject(whole);
  });

  it('of a day before anybody had decided how to count says what was missing', async () => {
    const id = snapshotId(COUNTY, EARLY);
    expect(await shelf.ask(asking(SnapshotEntry, { id }))).toMatchObject({
      figures: null,
      missing: [{ code: 'PARAMETER_NOT_CONFIGURED' }],
    });
  });

  it('can be printed again as it was, beside what is known now, with who made the difference (3.4, 6)', async () => {
    expect(await shelf.ask(asking(SnapshotDifference, { id: SNAPSHOT }))).toMatchObject({
      then: {
        double: { numerator: 4, denominator: 4, ratioText: '100.00', met: true, knownAt: '2025-07-05' },
      },
      now: {
        double: { numerator: 2, denominator: 3, ratioText: '66.67', met: false, knownAt: '2025-08-01' },
      },
      changedCount: 2,
      changed: [
        { householdId: householdId('1'), then: { cooperative: 'FULL' }, now: { cooperative: 'NONE' } },
        { householdId: householdId('2'), then: { willing: true }, now: { willing: false } },
      ],
    });
  });

  it('names the events that made the difference, and none that did not', async () => {
    const { changed } = (await shelf.ask(asking(SnapshotDifference, { id: SNAPSHOT }))) as {
      changed: readonly { causes: readonly object[]; withheld: number }[];
    };
    expect(changed.map(({ causes, withheld }) => [causes.length, withheld])).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(changed).toMatchObject([
      { causes: [{ category: 'householdBinding', type: 'HouseholdBindingEnded', title: '农户绑定终止' }] },
      { causes: [{ category: 'household', id: householdId('2'), type: 'EligibilityAssessed' }] },
    ]);
  });

  it('reads out why a household was unwilling to who may know of its health, and to no other', async () => {
    const told = async (viewer: typeof countyInformant): Promise<string> => {
      const own = new Shelf(snapshotAnswers, { viewer, today: '2025-08-01', aggregates: ofTheCounty });
      await own.run([...VIEWS, snapshotRegister], happenings);
      const { changed } = (await own.ask(asking(SnapshotDifference, { id: SNAPSHOT }))) as {
        changed: readonly { causes: readonly { sentence: string }[] }[];
      };
      await own.close();
      return changed[1]?.causes[0]?.sentence ?? '';
    };
    expect(await told(countyInformant)).toContain('无条件或无意愿的原因：拒绝');
    expect(await told({ ...countyInformant, role: 'SUPERVISOR' })).toContain('无条件或无意愿的原因：***');
  });

  it('names the figures that changed', async () => {
    expect(await shelf.ask(asking(SnapshotDifference, { id: SNAPSHOT }))).toMatchObject({
      figures: expect.arrayContaining([
        {
          path: '/double',
          then: { numerator: 4, denominator: 4, ratioText: '100.00', met: true },
          now: { numerator: 2, denominator: 3, ratioText: '66.67', met: false },
        },
      ]),
      parameters: [],
    });
  });

  it('is noted in the next bulletin with what is true of its own day only (3.4, 6)', async () => {
    const note = await shelf.ask(asking(SnapshotNote, { id: snapshotId(COUNTY, NEXT) }));
    expect(note).toMatchObject({ corrections: [{ snapshotId: SNAPSHOT, bulletinNo: BULLETIN }] });
    const [{ figures } = { figures: [] }] = (note as { corrections: { figures: object[] }[] }).corrections;
    expect(figures).toContainEqual({
      path: '/double',
      then: { numerator: 4, denominator: 4, ratioText: '100.00', met: true },
      now: { numerator: 2, denominator: 3, ratioText: '66.67', met: false },
    });
  });

  it('shows its differences page by page', async () => {
    const page = asking(SnapshotDifference, { id: SNAPSHOT, limit: 1, cursor: householdId('1') });
    expect(await shelf.ask(page)).toMatchObject({
      changedCount: 2,
      changed: [{ householdId: householdId('2') }],
      next: null,
    });
  });

  it('says where the next page begins', async () => {
    expect(await shelf.ask(asking(SnapshotDifference, { id: SNAPSHOT, limit: 1 }))).toMatchObject({
      next: householdId('1'),
    });
  });

  it('refuses a cursor that no page has ended with', async () => {
    const nowhere = asking(SnapshotDifference, { id: SNAPSHOT, cursor: householdId('4') });
    await expect(shelf.ask(nowhere)).rejects.toThrow(InvalidCursor);
  });

  it('that nobody published is not known', async () => {
    const nobody = asking(SnapshotDifference, { id: derivedId('reportSnapshot', 'none') });
    await expect(shelf.ask(nobody)).rejects.toThrow('no snapshot');
  });
});
