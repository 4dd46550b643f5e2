import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledDivision } from './aggregate';
import { DivisionPart, MergeDivision, RegisterDivision, RenameDivision, SplitDivision } from './commands';
import { successorsFrom } from './facts';
import { divisionId } from './state';
import { COUNTY, NEXT, THIRD, TOWN, VILLAGE } from './story';

const admin = { user: 'admin', role: 'ADMIN', scope: COUNTY } as const;
const source = '统计用区划代码 2020';
const since = { effectiveDate: calendarDate('2020-01-01') };
const register = (code: string) =>
  command(RegisterDivision, { code: divisionCode(code), name: '某地', source });

describe('a division on the real write path', () => {
  let desk: Desk;
  let clock: number;
  beforeEach(() => {
    clock = Date.parse('2025-03-01T04:00:00.000Z');
    desk = new Desk([handledDivision], () => clock, successorsFrom);
  });
  afterEach(() => desk.close());

  it('is registered once, below a parent that is in use on the day', async () => {
    await expect(desk.send(register(TOWN), admin, since)).rejects.toThrow('DIVISION_PARENT_UNKNOWN');
    await desk.send(register(COUNTY), admin, since);
    await desk.send(register(TOWN), admin, since);
    await expect(desk.send(register(TOWN), admin, since)).rejects.toThrow('DIVISION_EXISTS');
    const earlier = { effectiveDate: calendarDate('2019-12-31') };
    await expect(desk.send(register(VILLAGE), admin, earlier)).rejects.toThrow('DIVISION_PARENT_UNKNOWN');
    expect((await desk.send(register(VILLAGE), admin, since)).id).toBe(divisionId(VILLAGE));
  });

  it('ends in codes that are in use on the day', async () => {
    for (const code of [COUNTY, TOWN, VILLAGE, NEXT]) await desk.send(register(code), admin, since);
    const into = [NEXT, THIRD].map((code) => Object.assign(new DivisionPart(), { code }));
    const id = divisionId(VILLAGE);
    const splitting = desk.send(command(SplitDivision, { into, source }), admin, { id });
    await expect(splitting).rejects.toThrow('DIVISION_SUCCESSOR_UNKNOWN');
    const merge = () => command(MergeDivision, { into: NEXT, source });
    expect((await desk.send(merge(), admin, { id })).events).toMatchObject([{ type: 'DivisionMerged' }]);
    await expect(desk.send(merge(), admin, { id: divisionId(NEXT) })).rejects.toThrow('IS_ITSELF');
  });

  it('is, once its place was taken, the concern of whoever holds a post where it went, from that day on', async () => {
    const [OTHER_TOWN, GOAL] = ['530424103000', '530424103201'].map(divisionCode);
    for (const code of [COUNTY, TOWN, '530424103000', VILLAGE, NEXT, '530424103201'])
      await desk.send(register(code), admin, since);
    const rename = (scope = OTHER_TOWN) =>
      desk.send(
        command(RenameDivision, { name: '旧村', source }),
        { ...admin, scope: scope ?? COUNTY },
        { id: divisionId(VILLAGE), effectiveDate: calendarDate('2024-01-01') },
      );
    await expect(rename()).rejects.toThrow('lies outside');
    const merge = (code: typeof VILLAGE, into: typeof VILLAGE | undefined, on: string) =>
      desk.send(command(MergeDivision, { into: into ?? NEXT, source }), admin, {
        ...{ id: divisionId(code), effectiveDate: calendarDate(on) },
      });
    await merge(VILLAGE, NEXT, '2025-01-01');
    await merge(NEXT, GOAL, '2025-03-02');
    await expect(rename()).rejects.toThrow('lies outside');
    clock += 24 * 3_600_000;
    expect((await rename()).events).toMatchObject([{ type: 'DivisionRenamed' }]);
    expect((await rename(TOWN)).events).toEqual([]);
  });

  it('outside the administrator’s own is another’s', async () => {
    await expect(desk.send(register('530402000000'), admin)).rejects.toThrow('lies outside');
  });
});
