import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode, type DivisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledDivision } from './aggregate';
import {
  DivisionPart,
  MergeDivision,
  RecodeDivision,
  RegisterDivision,
  RenameDivision,
  SplitDivision,
} from './commands';
import type { DivisionEvent } from './events';
import {
  COUNTY,
  merged,
  NEXT,
  recoded,
  registered,
  renamed,
  SINCE,
  split,
  THIRD,
  TOWN,
  VILLAGE,
} from './story';

const source = '县政府公告';
const on = calendarDate('2023-01-01');
const { given } = specify<DivisionEvent>(handledDivision, {
  effectiveDate: on,
  parentIsUsed: true,
  unknown: [],
});
const register = (code: DivisionCode) => command(RegisterDivision, { code, name: '大寨村委会', source });
const rename = (name: string) => command(RenameDivision, { name, source });
const merge = (into: DivisionCode) => command(MergeDivision, { into, source });
const splitInto = (...codes: readonly DivisionCode[]) =>
  command(SplitDivision, { into: codes.map((code) => Object.assign(new DivisionPart(), { code })), source });
const recode = (newCode: DivisionCode) => command(RecodeDivision, { newCode, source });

describe('registering a division', () => {
  it('brings the code into use on the day named, at the level its digits say', () =>
    given()
      .knowing({ effectiveDate: SINCE })
      .when(command(RegisterDivision, { code: VILLAGE, name: '大寨村委会', source: registered.data.source }))
      .then(registered));

  it('is refused for a code that is registered', () =>
    given(registered).when(register(VILLAGE)).thenRefused('DIVISION_EXISTS'));

  it('is refused below a parent that nobody registered, with both faults named at once', () => {
    const orphan = given().knowing({ parentIsUsed: false });
    orphan.when(register(VILLAGE)).thenRefused('DIVISION_PARENT_UNKNOWN');
    orphan.when(register(TOWN)).thenRefused('DIVISION_PARENT_UNKNOWN');
    given(registered)
      .knowing({ parentIsUsed: false })
      .when(register(VILLAGE))
      .thenRefused('DIVISION_EXISTS', 'DIVISION_PARENT_UNKNOWN');
  });

  it('needs no parent from the county upwards', () => {
    for (const code of [COUNTY, divisionCode('530400000000'), divisionCode('530000000000')])
      expect(given().knowing({ parentIsUsed: false }).when(register(code)).events()).toHaveLength(1);
  });
});

describe('renaming a division', () => {
  it('gives it another name from a day on', () =>
    given(registered).when(rename('大寨社区')).then(renamed('大寨社区', on)));

  it('to the name it bears is nothing', () => {
    given(registered).when(rename('大寨村委会')).thenNothing();
    given(registered, renamed('大寨社区', '2022-01-01')).when(rename('大寨社区')).thenNothing();
  });

  it('may become known later than a later name', () => {
    const known = given(registered, renamed('大寨社区', '2024-01-01'));
    known.when(rename('大寨村')).then(renamed('大寨村', on));
    expect(given(registered, renamed('大寨社区', '2024-01-01'), renamed('大寨村', on)).state()).toMatchObject(
      { name: '大寨社区' },
    );
  });
});

describe('the end of a code', () => {
  it('is a merger into another that exists', () => given(registered).when(merge(NEXT)).then(merged));

  it('is a split into several that exist', () => given(registered).when(splitInto(NEXT, THIRD)).then(split));

  it('is another code for the same place', () => given(registered).when(recode(NEXT)).then(recoded));

  it.each([
    ['merging', merge(VILLAGE)],
    ['splitting', splitInto(NEXT, VILLAGE)],
    ['recoding', recode(VILLAGE)],
  ])('is refused when %s into itself', (_what, asked) =>
    given(registered).when(asked).thenRefused('DIVISION_SUCCESSOR_IS_ITSELF'),
  );

  it.each([
    ['merging', merge(NEXT)],
    ['splitting', splitInto(NEXT, THIRD)],
    ['recoding', recode(NEXT)],
  ])('is refused when %s into a code that is not in use', (_what, asked) => {
    const refusal = given(registered)
      .knowing({ unknown: [NEXT] })
      .when(asked)
      .refusal();
    expect(refusal.unmet).toMatchObject([
      { code: 'DIVISION_SUCCESSOR_UNKNOWN', params: { codes: [NEXT], date: on } },
    ]);
  });

  it('is refused into a division of another level, and into the same one twice', () => {
    given(registered).when(merge(TOWN)).thenRefused('DIVISION_SUCCESSOR_OF_OTHER_LEVEL');
    given(registered).when(splitInto(NEXT, NEXT)).thenRefused('DIVISION_SUCCESSOR_TWICE');
    given(registered)
      .when(splitInto(VILLAGE, VILLAGE, TOWN))
      .thenRefused(
        'DIVISION_SUCCESSOR_IS_ITSELF',
        'DIVISION_SUCCESSOR_TWICE',
        'DIVISION_SUCCESSOR_OF_OTHER_LEVEL',
      );
  });

  it.each([merged, split, recoded])('comes once: nothing follows $type', (ended) => {
    for (const asked of [merge(THIRD), splitInto(NEXT, THIRD), recode(THIRD)]) {
      given(registered, ended).when(asked).thenRefused('DIVISION_NOT_IN_USE');
      const before = given(registered, ended).knowing({ effectiveDate: calendarDate('2022-12-31') });
      before.when(asked).thenRefused('DIVISION_NOT_IN_USE');
    }
  });

  it('leaves its last day to it: a name of the time before may still be put right', () => {
    given(registered, merged).when(rename('大寨社区')).thenRefused('DIVISION_NOT_IN_USE');
    given(registered, merged)
      .knowing({ effectiveDate: calendarDate('2022-12-31') })
      .when(rename('大寨社区'))
      .then(renamed('大寨社区', '2022-12-31'));
  });

  it('does not lie before its beginning', () => {
    const early = given(registered).knowing({ effectiveDate: calendarDate('2019-12-31') });
    for (const asked of [rename('大寨社区'), merge(NEXT), splitInto(NEXT, THIRD), recode(NEXT)])
      early.when(asked).thenRefused('DIVISION_DATE_BEFORE_USE');
  });
});
