import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { fold } from '@kernel/decider';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import {
  ClearLowIncome,
  EliminateRisk,
  IdentifyMonitoring,
  ReopenMonitoring,
  SetAlleviatedRecord,
  SetLowIncome,
  VoidAlleviatedRecord,
  VoidMonitoring,
} from './commands';
import { MONITORING_CATEGORIES, type HouseholdEvent, type MonitoringCategory } from './events';
import { knownFor } from './known-for';
import {
  alleviated,
  known,
  lowIncome,
  monitored,
  neverAlleviated,
  neverMonitored,
  on,
  registered,
  reopened,
  riskEliminated,
} from './story';

const ON_FIRST_DAY = { effectiveDate: on, reason: '与他户混淆' };

const { given } = specify<HouseholdEvent>(handledHousehold, known);
const setAlleviated = command(SetAlleviatedRecord, { alleviatedYear: 2018, enjoysPolicy: true });
const identify = (category: MonitoringCategory) =>
  command(IdentifyMonitoring, { category, riskFactors: ['ILLNESS'] });
const reopen = command(ReopenMonitoring, { riskFactors: ['NATURAL_DISASTER'] });

describe('the four facts of a household', () => {
  it.each([
    ['UNSTABLE_ALLEVIATED', 'somebody alleviated', [registered, alleviated]],
    ['MARGINAL', 'somebody never alleviated', [registered]],
    ['SUDDEN_HARDSHIP', 'somebody alleviated', [registered, alleviated]],
    ['SUDDEN_HARDSHIP', 'somebody never alleviated', [registered]],
  ] as const)('may hold %s of %s (glossary 1.2)', (category, _whom, events) =>
    given(...events)
      .when(identify(category))
      .then(monitored(category)),
  );

  it.each([
    ['UNSTABLE_ALLEVIATED', 'somebody never alleviated', [registered]],
    ['MARGINAL', 'somebody alleviated', [registered, alleviated]],
  ] as const)('may not hold %s of %s', (category, _whom, events) =>
    given(...events)
      .when(identify(category))
      .thenRefused('CATEGORY_CONFLICT'),
  );

  it('hold a record of alleviation', () => given(registered).when(setAlleviated).then(alleviated));

  it('lose a record that was made by mistake, from its first day, for a reason', () => {
    const voiding = new VoidAlleviatedRecord();
    const mistaken = given(registered, alleviated).knowing(ON_FIRST_DAY);
    mistaken.when(voiding).then(neverAlleviated);
    mistaken.knowing({ reason: null }).when(voiding).thenRefused('REASON_REQUIRED');
    const today = mistaken.knowing({
      effectiveDate: calendarDate('2025-03-09'),
      today: calendarDate('2025-03-09'),
    });
    expect(today.when(voiding).refusal().unmet).toMatchObject([
      { code: 'VOIDED_FROM_FIRST_DAY', params: { on }, pointer: '/effectiveDate' },
    ]);
  });

  it('lose every record there is of it, and none twice', () => {
    const later = { ...alleviated, data: { ...alleviated.data, on: calendarDate('2025-05-01') } };
    const records = [on, later.data.on];
    given(registered, later, alleviated)
      .knowing({ ...ON_FIRST_DAY, today: calendarDate('2025-06-01') })
      .when(new VoidAlleviatedRecord())
      .then({ type: 'AlleviatedRecordVoided', data: { records, on } });
    for (const events of [[registered], [registered, alleviated, neverAlleviated]])
      given(...events)
        .knowing(ON_FIRST_DAY)
        .when(new VoidAlleviatedRecord())
        .thenRefused('NOT_ALLEVIATED');
  });

  it('keep it while UNSTABLE_ALLEVIATED rests on it, and may be MARGINAL once it is gone', () => {
    given(registered, alleviated, monitored('UNSTABLE_ALLEVIATED'))
      .knowing(ON_FIRST_DAY)
      .when(new VoidAlleviatedRecord())
      .thenRefused('CATEGORY_CONFLICT');
    given(registered, alleviated, neverAlleviated).when(identify('MARGINAL')).then(monitored('MARGINAL'));
  });

  it('do not hold one beside MARGINAL, not even after the risk', () => {
    const marginal = [registered, monitored('MARGINAL')];
    given(...marginal)
      .when(setAlleviated)
      .thenRefused('CATEGORY_CONFLICT');
    given(...marginal, riskEliminated)
      .when(setAlleviated)
      .thenRefused('CATEGORY_CONFLICT');
    given(registered, monitored('SUDDEN_HARDSHIP')).when(setAlleviated).then(alleviated);
  });

  it.each(MONITORING_CATEGORIES)('hold one kind of monitoring at a time, beside it not %s', (category) =>
    given(registered, alleviated, monitored('SUDDEN_HARDSHIP'))
      .when(identify(category))
      .thenRefused('ALREADY_MONITORED'),
  );

  it('may be monitored for another cause once the risk is eliminated', () =>
    given(registered, alleviated, monitored('UNSTABLE_ALLEVIATED'), riskEliminated)
      .when(identify('SUDDEN_HARDSHIP'))
      .then(monitored('SUDDEN_HARDSHIP')));

  it('know of a risk that ends once and comes back once', () => {
    const marginal = [registered, monitored('MARGINAL')];
    given(...marginal)
      .when(command(EliminateRisk, {}))
      .then(riskEliminated);
    given(...marginal, riskEliminated)
      .when(command(EliminateRisk, {}))
      .thenNothing();
    given(...marginal, riskEliminated)
      .when(reopen)
      .then(reopened);
    given(...marginal)
      .when(reopen)
      .thenRefused('ALREADY_MONITORED');
    given(...marginal, riskEliminated, reopened)
      .when(reopen)
      .thenRefused('ALREADY_MONITORED');
  });

  describe('of which an identification was another household’s', () => {
    const voiding = new VoidMonitoring();
    const told = (...events: readonly HouseholdEvent[]) =>
      given(...events).knowing({ known: fold(knownFor, events) });
    const [first, later] = [calendarDate('2025-02-01'), calendarDate('2025-03-05')];
    const dated = <E extends HouseholdEvent>(event: E, day: typeof on): E => ({
      ...event,
      data: { ...event.data, on: day },
    });

    it('are as if it never had been, from its first day, for a reason', () => {
      const mistaken = told(registered, monitored('MARGINAL')).knowing(ON_FIRST_DAY);
      mistaken.when(voiding).then(neverMonitored);
      mistaken.knowing({ reason: null }).when(voiding).thenRefused('REASON_REQUIRED');
      mistaken
        .knowing({ effectiveDate: later, today: later })
        .when(voiding)
        .thenRefused('VOIDED_FROM_FIRST_DAY');
      const before = given(registered).state() as object;
      expect(given(registered, monitored('MARGINAL'), neverMonitored).state()).toEqual(before);
      told(registered, monitored('MARGINAL'), neverMonitored)
        .knowing(ON_FIRST_DAY)
        .when(voiding)
        .thenRefused('NOT_MONITORED');
    });

    it('lose the end of its risk with it, and have what was before', () => {
      const earlier = [
        dated(monitored('MARGINAL'), first),
        dated(riskEliminated, calendarDate('2025-02-10')),
      ];
      const wrong = [monitored('SUDDEN_HARDSHIP'), dated(riskEliminated, later)];
      const restored = { category: 'MARGINAL', riskEliminated: true, identifiedOn: first } as const;
      const data = { records: [on, later], on, riskFactors: ['ILLNESS'] };
      const voided = {
        type: 'MonitoringVoided',
        data: { ...data, restored: { ...restored, since: calendarDate('2025-02-10') } },
      } as const satisfies HouseholdEvent;
      told(registered, ...earlier, ...wrong)
        .knowing({ ...ON_FIRST_DAY, today: later })
        .when(voiding)
        .then(voided);
      const before = given(registered, ...earlier).state() as object;
      const after = told(registered, ...earlier, ...wrong, voided);
      expect(after.state()).toEqual(before);
      after
        .knowing({ effectiveDate: first, today: later, reason: '也有误' })
        .when(voiding)
        .then({
          type: 'MonitoringVoided',
          data: {
            records: [first, calendarDate('2025-02-10')],
            restored: null,
            riskFactors: null,
            on: first,
          },
        });
    });

    it('are not made what they may not be by what has changed since', () => {
      told(registered, monitored('MARGINAL'), riskEliminated, monitored('SUDDEN_HARDSHIP'), alleviated)
        .knowing(ON_FIRST_DAY)
        .when(voiding)
        .thenRefused('CATEGORY_CONFLICT');
    });

    it('are not identified for a day before the last risk ended', () => {
      given(registered, monitored('MARGINAL'), riskEliminated)
        .knowing({ effectiveDate: first })
        .when(identify('SUDDEN_HARDSHIP'))
        .thenRefused('BEFORE_LAST_CHANGE');
    });
  });

  it('know of no risk of who was never monitored', () => {
    given(registered).when(command(EliminateRisk, {})).thenRefused('NOT_MONITORED');
    given(registered).when(reopen).thenRefused('NOT_MONITORED');
  });

  it('hold a kind of low income, beside any other', () => {
    const set = command(SetLowIncome, { kind: 'MINIMUM_LIVING' });
    given(registered, alleviated).when(set).then(lowIncome);
    given(registered, lowIncome).when(set).thenNothing();
    given(registered, lowIncome)
      .when(command(SetLowIncome, { kind: 'EXTREME_POVERTY_SUPPORT' }))
      .then({ type: 'LowIncomeSet', data: { kind: 'EXTREME_POVERTY_SUPPORT', on } });
    given(registered, lowIncome)
      .when(command(ClearLowIncome, {}))
      .then({ type: 'LowIncomeCleared', data: { on } });
    given(registered).when(command(ClearLowIncome, {})).thenNothing();
  });
});

describe('a fact that was so earlier than it is told', () => {
  const [early, late] = [calendarDate('2025-02-01'), calendarDate('2025-03-20')];
  const set = command(SetLowIncome, { kind: 'MINIMUM_LIVING' });
  const dated = <E extends HouseholdEvent>(event: E, day: typeof on): E => ({
    ...event,
    data: { ...event.data, on: day },
  });
  const cleared = { type: 'LowIncomeCleared', data: { on } } as const;

  it.each<[string, readonly HouseholdEvent[], object, HouseholdEvent]>([
    ['a kind of low income', [lowIncome], set, lowIncome],
    ['that it is none any more', [dated(lowIncome, early), cleared], command(ClearLowIncome, {}), cleared],
    [
      'the end of a risk',
      [dated(monitored('MARGINAL'), early), riskEliminated],
      command(EliminateRisk, {}),
      riskEliminated,
    ],
  ])('is written from that day on: %s', (_what, events, asked, event) => {
    const day = calendarDate('2025-02-10');
    const known = given(registered, ...events);
    known.knowing({ effectiveDate: day }).when(asked).then(dated(event, day));
    known.when(asked).thenNothing();
    known.knowing({ effectiveDate: late, today: late }).when(asked).thenNothing();
    given(registered, ...events, dated(event, day))
      .knowing({ effectiveDate: day })
      .when(asked)
      .thenNothing();
  });

  it('is none of who never was of low income', () =>
    given(registered).knowing({ effectiveDate: early }).when(command(ClearLowIncome, {})).thenNothing());
});
