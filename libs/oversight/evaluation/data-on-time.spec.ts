import { describe, expect, it } from '@jest/globals';
import type { Quarter } from '@kernel/calendar-date';
import type { RecordedEvent } from '@event-store/event-store';
import { recorded, type Happening } from '@testing/events';
import { MemoryFold } from '@testing/memory-fold';
import type { FreezeEvaluationData } from './commands';
import type { RecordingRules } from './events';
import { evaluationData } from './policy';
import { COOP, EVALUATION, HOME, of, planned } from './story';

const bound = (householdId: string, from = '2023-04-01'): readonly Happening[] => {
  const binding = of('householdBinding', `b-${householdId}`);
  return [
    binding('HouseholdBindingProposed', { householdId, entityId: COOP }),
    binding('HouseholdBindingActivated', { from }),
  ];
};

/** Of a household whose groups are told of one by one. */
const told = (householdId: string, type: string, on = '2023-01-01') =>
  of('household', householdId)(type, { on });

const sheet = (householdId: string, quarter: Quarter, recordedOn: string): Happening => ({
  ...of('householdIncome', `${householdId}-2024`)('IncomeRecorded', {
    ...{ householdId, year: 2024, quarter, populationCount: 3, items: { a1: 500 }, on: recordedOn },
  }),
  recordedAt: `${recordedOn}T02:00:00.000Z`,
});

/** All four quarters, each on the last day that there is. */
const year = (householdId: string) => [
  ...[sheet(householdId, 1, '2024-04-15'), sheet(householdId, 2, '2024-07-15')],
  ...[sheet(householdId, 3, '2024-10-15'), sheet(householdId, 4, '2025-01-15')],
];

const rule = (key: string, value: unknown) => ({ key, value, source: '县府' }) as RecordingRules['days'];

const rules = (days = [15, 15, 15, 15], including = true): readonly RecordingRules[] =>
  days.map((value, index) => ({
    quarter: (index + 1) as Quarter,
    categories: rule('coverage.targetCategories', ['ALLEVIATED', 'MONITORED']),
    including: rule('coverage.includeRiskEliminated', including),
    days: rule('income.recordingDays', value),
  }));

interface Plan {
  readonly on?: string;
  readonly recording?: readonly RecordingRules[] | undefined;
}

/** What is frozen of DATA_ON_TIME when the evaluation of 2024 is planned. */
const onTime = (happenings: readonly Happening[], { on = '2025-02-15', ...plan }: Plan = {}) => {
  const recording = 'recording' in plan ? plan.recording : rules();
  const data = { ...planned.data, on, recording } as unknown as NonNullable<Happening['data']>;
  const events = recorded([...happenings, of('evaluation', EVALUATION)('EvaluationPlanned', data)]);
  const last = events[happenings.length] as RecordedEvent;
  const fold = new MemoryFold(evaluationData);
  for (const event of events.slice(0, -1)) fold.take(event);
  const command = evaluationData.react(last, fold.seenBy(last))[0]?.command as FreezeEvaluationData;
  const found = command.indicators.find(({ indicator }) => indicator === 'DATA_ON_TIME');
  return [found?.numerator, found?.denominator];
};

const poor = (householdId: string) => [...bound(householdId), told(householdId, 'AlleviatedRecordSet')];

describe('data on time (R23)', () => {
  it('counts quarter by quarter the target households bound to the entity, and those recorded in the days after it', () => {
    expect(onTime([...poor('h1'), ...year('h1')])).toEqual([4, 4]);
    const late = [sheet('h2', 1, '2024-04-16'), ...year('h2').slice(1, 3)];
    expect(onTime([...poor('h1'), ...year('h1'), ...poor('h2'), ...late])).toEqual([6, 8]);
    const shorter = rules([15, 14, 15, 15]);
    expect(onTime([...poor('h1'), ...year('h1')], { recording: shorter })).toEqual([3, 4]);
  });

  it('takes a corrected sheet for one of the day it was first entered', () => {
    const corrected = { ...sheet('h1', 1, '2024-09-01'), type: 'IncomeCorrected' };
    expect(onTime([...poor('h1'), ...year('h1'), corrected])).toEqual([4, 4]);
  });

  it('asks no entity for households that nobody has to record: of low income only, or gone', () => {
    const lowIncome = [...bound('h2'), told('h2', 'LowIncomeSet')];
    const gone = [...poor('h3'), told('h3', 'HouseholdVanished', '2024-02-01')];
    const never = [...poor('h4'), told('h4', 'AlleviatedRecordVoided')];
    expect(onTime([...poor('h1'), ...year('h1'), ...lowIncome, ...gone, ...never])).toEqual([4, 4]);
    const general = [...bound('h5')];
    expect(onTime(general)).toEqual([0, 0]);
  });

  it('asks for what was taken back as if it had never been booked', () => {
    const vanished = [told('h1', 'HouseholdVanished', '2024-02-01')];
    const back = of('household', 'h1')('HouseholdVanishingVoided', { villageCode: HOME, on: '2024-02-01' });
    expect(onTime([...poor('h1'), ...vanished, back, ...year('h1')])).toEqual([4, 4]);
    const voided = (restored: object | null) =>
      of('household', 'h1')('MonitoringVoided', { restored: restored as never, on: '2023-01-01' });
    const monitored = [...bound('h1'), told('h1', 'MonitoringIdentified'), ...year('h1')];
    expect(onTime([...monitored, voided(null)])).toEqual([0, 0]);
    const eliminated = [...monitored, voided({ riskEliminated: true })];
    expect(onTime(eliminated)).toEqual([4, 4]);
    expect(onTime(eliminated, { recording: rules(undefined, false) })).toEqual([0, 0]);
  });

  it('has a household from the quarter at whose end it is a target, and bound', () => {
    const later = [...bound('h1', '2024-05-01'), told('h1', 'AlleviatedRecordSet')];
    expect(onTime([...later, ...year('h1')])).toEqual([3, 3]);
    const monitored = [...bound('h1'), told('h1', 'MonitoringIdentified', '2024-08-01')];
    expect(onTime([...monitored, ...year('h1')])).toEqual([2, 2]);
    const ended = of('householdBinding', 'b-h1')('HouseholdBindingEnded', { on: '2024-12-31' });
    expect(onTime([...poor('h1'), ended, ...year('h1')])).toEqual([3, 3]);
  });

  it('has one whose risk is eliminated where the place has it, until the risk is there again (3.4, 4)', () => {
    const eliminated = [
      ...[...bound('h1'), told('h1', 'MonitoringIdentified')],
      ...[told('h1', 'RiskEliminated', '2024-05-01'), told('h1', 'MonitoringReopened', '2024-12-01')],
      ...year('h1'),
    ];
    expect(onTime(eliminated)).toEqual([4, 4]);
    expect(onTime(eliminated, { recording: rules(undefined, false) })).toEqual([2, 2]);
  });

  it('calls nothing late for which there was still time when the evaluation was planned', () => {
    const three = [...poor('h1'), ...year('h1').slice(0, 3)];
    expect(onTime(three, { on: '2025-01-15' })).toEqual([3, 3]);
    expect(onTime(three, { on: '2025-01-16' })).toEqual([3, 4]);
    expect(onTime([...poor('h1'), ...year('h1')], { on: '2025-01-15' })).toEqual([4, 4]);
  });

  it('does not apply where nobody decided what is in time, or to a plan of before it was asked for', () => {
    expect(onTime([...poor('h1'), ...year('h1')], { recording: undefined })).toEqual([0, 0]);
    expect(onTime([...poor('h1'), ...year('h1')], { recording: rules().slice(0, 1) })).toEqual([1, 1]);
  });
});
