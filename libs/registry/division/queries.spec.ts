import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode, type DivisionCode } from '@kernel/division-code';
import { answering, NothingThen } from '@query/answering';
import { EntryQuery, ListQuery } from '@query/register';
import { Shelf } from '@testing/shelf';
import { divisionRegister } from './projector';
import { divisionAnswers, DivisionEntry, DivisionList, withDivisionNames } from './queries';
import { divisionId } from './state';
import { COUNTY, merged, NEXT, registered, renamed, TOWN, VILLAGE } from './story';

const told = (code: DivisionCode, ...events: readonly { readonly type: string; readonly data: object }[]) =>
  events.map(({ type, data }) => ({ stream: `division-${divisionId(code)}`, type, data: data as never }));
const begun = (code: DivisionCode, name: string, level: string, on = '2020-01-01') => ({
  ...registered,
  data: { ...registered.data, code, name, level, on },
});
const OTHER_TOWN = divisionCode('530424103000');
const town = divisionCode('530424102000');

describe('the register of divisions, asked', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    const viewer = { user: 'clerk', role: 'TOWN_INFORMANT', scope: town } as const;
    shelf = new Shelf(divisionAnswers, { viewer, today: '2025-03-01' });
    await shelf.hold(divisionRegister, [
      ...told(COUNTY, begun(COUNTY, '华宁县', 'COUNTY')),
      ...told(TOWN, begun(TOWN, '盘溪镇', 'TOWN')),
      ...told(OTHER_TOWN, begun(OTHER_TOWN, '华溪镇', 'TOWN')),
      ...told(VILLAGE, registered, renamed('大寨社区', '2022-06-01'), merged),
      ...told(NEXT, begun(NEXT, '小龙潭村委会', 'VILLAGE', '2021-01-01')),
    ]);
  });
  afterEach(() => shelf.close());

  const list = async (fields: Partial<DivisionList>) => {
    const { items } = (await shelf.ask(Object.assign(new DivisionList(), fields))) as {
      items: readonly { division: string; nameThen: string | null; inUse: boolean }[];
    };
    return items.map(({ division, nameThen, inUse }) => [division, nameThen, inUse]);
  };
  const entry = (code: DivisionCode, asOf?: string) =>
    shelf.ask(
      Object.assign(new DivisionEntry(), {
        code,
        ...(asOf === undefined ? {} : { asOf: calendarDate(asOf) }),
      }),
    );

  it('lists by code what lies inside the division of the viewer', async () => {
    expect(await list({})).toEqual([
      [TOWN, '盘溪镇', true],
      [VILLAGE, '大寨社区', false],
      [NEXT, '小龙潭村委会', true],
    ]);
    await expect(list({ division: COUNTY })).rejects.toThrow('lies outside');
  });

  it('lists by level and by parent', async () => {
    expect((await list({ level: 'TOWN' })).map(([code]) => code)).toEqual([TOWN]);
    expect((await list({ parent: TOWN })).map(([code]) => code)).toEqual([VILLAGE, NEXT]);
  });

  it('lists what was known of a day, with the names of that day', async () => {
    expect(await list({ asOf: calendarDate('2020-06-01') })).toEqual([
      [TOWN, '盘溪镇', true],
      [VILLAGE, '大寨村委会', true],
    ]);
  });

  it('prints of 2021 the name of 2021', async () => {
    expect(await entry(VILLAGE, '2021-12-31')).toMatchObject({ nameThen: '大寨村委会', inUse: true });
    expect(await entry(VILLAGE, '2022-06-01')).toMatchObject({ nameThen: '大寨社区', inUse: true });
    expect(await entry(VILLAGE, '2022-12-31')).toMatchObject({ inUse: true });
    expect(await entry(VILLAGE, '2023-01-01')).toMatchObject({ inUse: false, successors: [NEXT] });
    expect(await entry(VILLAGE)).toMatchObject({ asOf: '2025-03-01', nameThen: '大寨社区', inUse: false });
  });

  it('knows nothing of a code before its first day, of one that nobody registered, or of another town', async () => {
    await expect(entry(VILLAGE, '2019-12-31')).rejects.toBeInstanceOf(NothingThen);
    await expect(entry(divisionCode('530424102299'))).rejects.toThrow('no division');
    await expect(entry(OTHER_TOWN)).rejects.toThrow('lies outside');
  });
});

/** Questions whose lines, or the entry, say where something lies. */
class Ledger extends ListQuery {
  static readonly title = '台账';
  static readonly askedBy = 'ANYONE';
}
class Paper extends EntryQuery {
  static readonly title = '纸质材料';
  static readonly askedBy = 'ANYONE';
  static readonly showsAt = '/holders';
}
class Sum {
  static readonly title = '合计';
  static readonly askedBy = 'ANYONE';
}
const UNKNOWN = divisionCode('530424999000');
const placed = withDivisionNames([
  answering(Ledger, () =>
    Promise.resolve({ items: [{ division: VILLAGE }, { division: UNKNOWN }, { count: 1 }] }),
  ),
  answering(Paper, () => Promise.resolve({ id: 'p1', division: TOWN, holders: [{ villageCode: NEXT }] })),
  answering(Sum, () => Promise.resolve({ village: VILLAGE, count: 3 })),
  ...divisionAnswers,
]);

describe('what a division is called', () => {
  let shelf: Shelf;
  const asked = (today: string) => {
    shelf = new Shelf(placed, { viewer: { user: 'clerk', role: 'TOWN_INFORMANT', scope: town }, today });
    return shelf.hold(divisionRegister, [
      ...told(TOWN, begun(TOWN, '盘溪镇', 'TOWN')),
      ...told(VILLAGE, registered, renamed('大寨社区', '2022-06-01')),
      ...told(NEXT, begun(NEXT, '小龙潭村委会', 'VILLAGE')),
    ]);
  };
  afterEach(() => shelf.close());

  it('is told beside its code in each line and in the answer itself, and nothing of what nobody registered', async () => {
    await asked('2025-03-01');
    expect(await shelf.ask(new Ledger())).toEqual({
      items: [
        { division: VILLAGE, divisionName: '大寨社区' },
        { division: UNKNOWN, divisionName: null },
        { count: 1 },
      ],
    });
    expect(await shelf.ask(new Paper())).toEqual({
      ...{ id: 'p1', division: TOWN, divisionName: '盘溪镇' },
      holders: [{ villageCode: NEXT, villageName: '小龙潭村委会' }],
    });
    expect(await shelf.ask(new Sum())).toEqual({ village: VILLAGE, villageName: '大寨社区', count: 3 });
  });

  it('is what it was called on the day asked about', async () => {
    await asked('2021-03-01');
    expect(await shelf.ask(new Sum())).toMatchObject({ villageName: '大寨村委会' });
    const later = Object.assign(new Sum(), { asOf: calendarDate('2023-01-01') });
    expect(await shelf.ask(later)).toMatchObject({ villageName: '大寨社区' });
  });

  it('is said once in the register of divisions', async () => {
    await asked('2025-03-01');
    const entry = await shelf.ask(Object.assign(new DivisionEntry(), { code: TOWN }));
    expect(entry).toMatchObject({ nameThen: '盘溪镇' });
    expect(entry).not.toHaveProperty('divisionName');
  });
});
