import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledParameter } from './aggregate';
import { SetPolicyParameter } from './commands';
import type { ParameterEvent } from './events';
import { resolve, type Parameter } from './state';
import { adopted, COUNTY, entry, PROVINCE, superseded, TOWN, VILLAGE } from './story';

const { given } = specify<ParameterEvent>(handledParameter, { commandId: 'new' });
const january = calendarDate('2023-01-01');
const july = calendarDate('2025-07-01');
const endOfJune = calendarDate('2025-06-30');
const december = calendarDate('2025-12-31');

const set = (changed: Partial<SetPolicyParameter> = {}) =>
  command(SetPolicyParameter, {
    ...{ key: 'rectification.days', scope: COUNTY, value: 30, effectiveFrom: january },
    ...{ sourceDocument: '华政办发〔2023〕1号', clause: '第三条', approvedBy: '县政府' },
    ...changed,
  });

describe('setting a policy parameter', () => {
  it('adopts a value for a place from a day on, with its source', () =>
    given().when(set()).then(adopted('new')));

  it('may name the last day and need name no clause', () =>
    given()
      .when(
        command(SetPolicyParameter, {
          ...{ key: 'coverage.mode', scope: TOWN, value: 'SINGLE', effectiveFrom: january },
          ...{ effectiveTo: december, sourceDocument: '镇办公会纪要', approvedBy: '镇政府' },
        }),
      )
      .then(
        adopted('new', {
          ...{ key: 'coverage.mode', scope: TOWN, value: 'SINGLE', effectiveTo: december },
          ...{ sourceDocument: '镇办公会纪要', clause: null, approvedBy: '镇政府' },
        }),
      ));

  it('supersedes what holds there on that day and edits nothing', () =>
    given(adopted('old'))
      .when(set({ value: 15, effectiveFrom: july }))
      .then(superseded('old', 'new', { value: 15, effectiveFrom: july })));

  it('leaves what other places decided alone', () =>
    given(adopted('county'))
      .when(set({ scope: TOWN, effectiveFrom: july }))
      .then(adopted('new', { scope: TOWN, effectiveFrom: july })));

  it('may fill the time before a later value, up to the day before it', () => {
    given(adopted('later', { effectiveFrom: july }))
      .when(set({ effectiveTo: endOfJune }))
      .then(adopted('new', { effectiveTo: endOfJune }));
    given(adopted('later', { effectiveFrom: july }))
      .when(set({ effectiveTo: july }))
      .thenRefused('PARAMETER_OVERLAPS_LATER');
    given(adopted('later', { effectiveFrom: july }))
      .when(set())
      .thenRefused('PARAMETER_OVERLAPS_LATER');
  });

  it('corrects a value from its very first day only with a reason', () => {
    const wrong = given(adopted('wrong', { value: 3 }));
    wrong.when(set()).thenRefused('REASON_REQUIRED');
    wrong.knowing({ reason: '录入错误' }).when(set()).then(superseded('wrong', 'new'));
  });

  it('is refused for a key that nobody catalogued', () =>
    given()
      .when(set({ key: 'coverage.magic' }))
      .thenRefused('PARAMETER_UNKNOWN'));

  it('is refused with a value of another kind and an interval that ends before it begins, both at once', () =>
    given()
      .when(set({ value: '30', effectiveFrom: july, effectiveTo: endOfJune }))
      .thenRefused('PARAMETER_VALUE_INVALID', 'PARAMETER_INTERVAL_INVALID'));

  it('says which values the key takes', () => {
    const refusal = given()
      .when(set({ value: 0 }))
      .refusal();
    expect(refusal.unmet).toEqual([
      {
        code: 'PARAMETER_VALUE_INVALID',
        params: { key: 'rectification.days', expected: 'integer 1..365' },
        pointer: '/value',
      },
    ]);
  });
});

describe('the value in force', () => {
  const on = (events: readonly ParameterEvent[], place: DivisionCode, date: string) =>
    resolve((given(...events).state() as Parameter).entries, place, calendarDate(date))?.value ?? null;

  it('keeps the old value for the second quarter when it changes on 1 July (3.4.10)', () => {
    const history = [adopted('old'), superseded('old', 'new', { value: 15, effectiveFrom: july })];
    expect([on(history, COUNTY, '2025-06-30'), on(history, COUNTY, '2025-07-01')]).toEqual([30, 15]);
  });

  it('is that of the most specific place, else of the places above it', () => {
    const history = [adopted('province', { scope: PROVINCE, value: 60 }), adopted('town', { scope: TOWN })];
    expect(on(history, VILLAGE, '2025-01-01')).toBe(30);
    expect(on(history, COUNTY, '2025-01-01')).toBe(60);
    expect(on([...history, adopted('village', { scope: VILLAGE, value: 7 })], VILLAGE, '2025-01-01')).toBe(7);
  });

  it('falls back to the place above where the own interval is over', () => {
    const history = [
      adopted('county', { value: 60 }),
      adopted('town', { scope: TOWN, effectiveTo: december }),
    ];
    expect([on(history, TOWN, '2025-12-31'), on(history, TOWN, '2026-01-01')]).toEqual([30, 60]);
  });

  it('is nobody’s default: none before the first decision or in another province', () => {
    expect(on([adopted('county')], COUNTY, '2022-12-31')).toBeNull();
    expect(on([adopted('county')], PROVINCE, '2025-01-01')).toBeNull();
  });

  it('is the corrected one on every day of a value that was corrected from its first day', () => {
    const history = [adopted('wrong', { value: 3 }), superseded('wrong', 'right')];
    expect(on(history, COUNTY, '2023-01-01')).toBe(30);
    expect((given(...history).state() as Parameter).entries).toEqual([
      entry('wrong', { value: 3, effectiveTo: calendarDate('2022-12-31') }),
      entry('right'),
    ]);
  });
});
