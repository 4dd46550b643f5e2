import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { answering } from '@query/answering';
import { command } from '@testing/decider';
import { Shelf } from '@testing/shelf';
import { PARAMETER_KEYS } from './catalogue';
import { parameterRegister } from './projector';
import {
  parameterAnswers,
  ParameterCatalogue,
  ParameterHistory,
  ParameterInForce,
  parameterInForceView,
  ParameterProposals,
} from './queries';
import { adopted, COUNTY, known, proposed, PROVINCE, superseded, VILLAGE } from './story';

/** Asks as another module's query does. */
class AsKnown {
  static readonly title = '按知晓日期';
  static readonly askedBy = 'ANYONE';
  date = '';
  knownAt = '';
}
const asKnown = answering(AsKnown, async ({ date, knownAt }, views) => ({
  found: await parameterInForceView(views, 'rectification.days', {
    ...{ division: VILLAGE, date: calendarDate(date), knownAt: calendarDate(knownAt) },
  }),
}));

const viewer: Actor = { user: 'reader', role: 'VILLAGE_INFORMANT', scope: VILLAGE };
const july = { value: 15, effectiveFrom: calendarDate('2025-07-01') };

describe('asking for policy parameters', () => {
  let shelf: Shelf;
  beforeEach(async () => {
    shelf = new Shelf([...parameterAnswers, asKnown], { viewer, today: '2025-08-01' });
    await shelf.hold(parameterRegister, [
      known('2023-01-05', adopted('old')),
      known('2025-07-10', superseded('old', 'new', july)),
      known('2025-07-12', proposed('draft', { scope: VILLAGE, value: 7 })),
      known('2025-07-12', proposed('of the county', { value: 7 })),
      known('2025-07-11', adopted('province', { scope: PROVINCE, key: 'coverage.mode', value: 'SINGLE' })),
    ]);
  });
  afterEach(() => shelf.close());

  const inForce = (fields: Partial<ParameterInForce>) =>
    shelf.ask(
      command(ParameterInForce as never, { key: 'rectification.days', division: VILLAGE, ...fields }),
    );

  it('answers the value in force with the place that decided it and its source', async () => {
    expect(await inForce({})).toMatchObject({
      ...{ key: 'rectification.days', value: 15, scope: COUNTY, asOf: '2025-08-01' },
      source: '华政办发〔2023〕1号 第三条',
    });
    expect(await inForce({ asOf: calendarDate('2025-06-30') })).toMatchObject({ value: 30 });
    expect(await inForce({ key: 'coverage.mode' })).toMatchObject({ value: 'SINGLE', scope: PROVINCE });
  });

  it('is refused where nobody decided', async () => {
    await expect(inForce({ asOf: calendarDate('2022-12-31') })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    await expect(inForce({ key: 'coverage.target' })).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
    const elsewhere = inForce({ division: divisionCode('411423100001') });
    await expect(elsewhere).rejects.toThrow('PARAMETER_NOT_CONFIGURED');
  });

  it.each([
    ['2025-08-01', '2025-07-09', 30, 'an entry that was superseded later still stood whole'],
    ['2025-08-01', '2025-07-10', 15, 'known from the day it was recorded'],
    ['2025-06-30', '2025-07-10', 30, 'what it governed stays governed by it'],
  ])('on %s as known at %s is %s: %s', async (date, knownAt, value) => {
    expect(await shelf.ask(command(AsKnown as never, { date, knownAt }))).toMatchObject({ found: { value } });
    const days = { asOf: calendarDate(date), knownAt: calendarDate(knownAt) };
    expect(await inForce(days)).toMatchObject({ value, ...days });
  });

  it('is null for a figure where nothing was known yet', async () => {
    const asked = command(AsKnown as never, { date: '2025-08-01', knownAt: '2023-01-04' });
    expect(await shelf.ask(asked)).toEqual({ found: null });
  });

  it('lists every key with its title, what it takes, the value on offer and how often it was decided', async () => {
    const { items } = (await shelf.ask(command(ParameterCatalogue as never, {}))) as {
      items: readonly { key: string }[];
    };
    expect(items.map(({ key }) => key)).toEqual(PARAMETER_KEYS);
    expect(items.find(({ key }) => key === 'rectification.days')).toEqual({
      ...{
        key: 'rectification.days',
        title: '整改期限',
        unit: 'days',
        expected: { zh: '1 至 365 的整数', en: 'integer 1..365' },
      },
      ...{ offered: 30, usedBy: ['R18'], values: 2 },
    });
  });

  it('tells the history of a key, each value with the days it governs', async () => {
    expect(await shelf.ask(command(ParameterHistory as never, { key: 'rectification.days' }))).toMatchObject({
      entries: [
        { entryId: 'old', effectiveTo: '2025-06-30', recordedAt: '2023-01-05T04:00:00.000Z' },
        { entryId: 'new', effectiveTo: null, replaces: 'old' },
      ],
    });
    expect(await shelf.ask(command(ParameterHistory as never, { key: 'coverage.target' }))).toMatchObject({
      entries: [],
    });
  });

  it('lists to the own division what is proposed there, and lets none of it hold', async () => {
    const listed = (fields: Partial<ParameterProposals>) =>
      shelf.ask(command(ParameterProposals as never, fields));
    expect(await listed({ state: 'DRAFT' })).toMatchObject({ items: [{ id: 'draft', proposedBy: 'admin' }] });
    expect(await listed({ state: 'APPROVED' })).toMatchObject({ items: [] });
    expect(await inForce({})).toMatchObject({ value: 15 });
  });

  it('knows no key that is not catalogued', async () => {
    const unknown = shelf.ask(command(ParameterHistory as never, { key: 'coverage.magic' }));
    await expect(unknown).rejects.toThrow('no parameter coverage.magic');
    await expect(inForce({ key: 'coverage.magic' })).rejects.toThrow('no parameter coverage.magic');
  });
});
