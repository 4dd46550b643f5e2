import { describe, expect, it } from '@jest/globals';
import type { Indicator } from '@kernel/indicator';
import type { Happening } from '@testing/events';
import { recorded } from '@testing/events';
import { MemoryFold } from '@testing/memory-fold';
import type { FreezeEvaluationData } from './commands';
import { evaluationData } from './policy';
import { AGREEMENT, COOP, EVALUATION, HOME, of, planned } from './story';

const households = ['h1', 'h2', 'h3', 'h4'];

const terms = (promisedPerYearFen = 1_200_000, riskClauses = ['保险兜底'], count = 4) => ({
  households: households
    .slice(0, count)
    .map((householdId) => ({ householdId, villageCode: HOME, bindingId: null })),
  ...{ startDate: '2023-03-01', endDate: '2026-02-28', promisedPerYearFen, riskClauses },
  ...{ distributionMode: 'GUARANTEED', paymentDay: '12-20' },
});

const agreed = of('agreement', AGREEMENT);
const drafted = agreed('AgreementDrafted', {
  entityId: COOP,
  entityVillage: HOME,
  terms: terms(),
  renews: null,
});
const entered = (on: string) => agreed('AgreementEnteredIntoForce', { on });
const inForce = [drafted, entered('2023-03-01')];

const bound = (householdId: string, from = '2023-04-01'): readonly Happening[] => {
  const binding = of('householdBinding', `b-${householdId}`);
  return [
    binding('HouseholdBindingProposed', { householdId, entityId: COOP }),
    binding('HouseholdBindingActivated', { from }),
  ];
};

const income = (householdId: string, year: number, wageFen: number, count = 4): readonly Happening[] =>
  [1, 2, 3, 4].slice(0, count).map((quarter) =>
    of('householdIncome', `${householdId}-${String(year)}`)('IncomeRecorded', {
      ...{ householdId, year, quarter, populationCount: 3, items: { a1: wageFen, e1: 100 } },
      on: `${String(year + 1)}-01-10`,
    }),
  );

const dividend = of('distribution', 'd1');
const declared = (payDate: string) =>
  dividend('DistributionDeclared', {
    ...{ entityId: COOP, agreementId: AGREEMENT, periodTo: '2024-12-31', payDate, on: '2024-05-01' },
  });
const calculated = [
  dividend('DividendsCalculated', { totalFen: 500, on: '2024-05-02' }),
  dividend('DividendLinesCalculated', {
    part: 1,
    lines: [
      { householdId: 'h1', amountFen: 300, guaranteedFen: 200 },
      { householdId: 'h2', amountFen: 200, guaranteedFen: 200 },
    ],
  }),
];
const paid = (householdId: string, amountFen: number, on: string) =>
  dividend('DividendsPaid', { paid: [{ householdId, amountFen }], on });

const planning = (on = '2025-01-15', more: object = {}): Happening =>
  of('evaluation', EVALUATION)('EvaluationPlanned', { ...planned.data, on, ...more });

/** What the process asks to be frozen. */
const frozenAfter = (
  happenings: readonly Happening[],
  on?: string,
  changed: object = {},
): FreezeEvaluationData => {
  const events = recorded([...happenings, planning(on, changed)]);
  const fold = new MemoryFold(evaluationData);
  const last = events.at(-1);
  for (const event of events.slice(0, -1)) fold.take(event);
  if (last === undefined) throw new Error('nothing happened');
  const [intent, ...more] = evaluationData.react(last, fold.seenBy(last));
  expect(more).toEqual([]);
  expect(intent).toMatchObject({ id: EVALUATION });
  return intent?.command as FreezeEvaluationData;
};

const ratio = (indicator: Indicator, happenings: readonly Happening[], on?: string, changed: object = {}) => {
  const found = frozenAfter(happenings, on, changed).indicators.find((one) => one.indicator === indicator);
  return [found?.numerator, found?.denominator];
};

describe('what the events tell of a year', () => {
  it('names the year, the plan as the last event known, and every agreement in force, whichever the plan named', () => {
    const second = of('agreement', 'second');
    const more = [
      second('AgreementDrafted', { entityId: COOP, entityVillage: HOME, terms: terms(), renews: null }),
      second('AgreementEnteredIntoForce', { on: '2024-12-20' }),
    ];
    const asked = frozenAfter([...inForce, ...more]);
    expect(asked).toMatchObject({
      asOf: '2024-12-31',
      agreementIds: [AGREEMENT, 'second'],
      partialPeriod: false,
    });
    expect(asked.knownAt).toBe(`evaluation-${EVALUATION}@0`);
    expect(frozenAfter(more).partialPeriod).toBe(true);
  });

  it('counts the households agreed that are bound at the end of the year', () => {
    const suspended = of('householdBinding', 'b-h2')('BindingSuspended', { on: '2024-12-01' });
    const ended = of('householdBinding', 'b-h3')('HouseholdBindingEnded', { on: '2025-01-01' });
    const bindings = [...bound('h1'), ...bound('h2'), ...bound('h3'), ...bound('stranger')];
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bindings])).toEqual([3, 4]);
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bindings, suspended])).toEqual([2, 4]);
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bindings, ended])).toEqual([3, 4]);
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bound('h1', '2025-01-01')])).toEqual([0, 4]);
  });

  it('judges an agreement that ended by its own last day', () => {
    const until = agreed('AgreementTerminated', { on: '2024-07-01' });
    const ended = of('householdBinding', 'b-h1')('HouseholdBindingEnded', { on: '2024-07-01' });
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bound('h1'), until, ended])).toEqual([1, 4]);
  });

  it('counts the paper as it stood, not as it was amended later', () => {
    const amended = (on: string) =>
      agreed('AgreementAmended', { version: 2, terms: terms(2_400_000, ['保险'], 2), on });
    expect(ratio('HOUSEHOLDS_LED', [...inForce, amended('2025-01-01')])).toEqual([0, 4]);
    expect(ratio('HOUSEHOLDS_LED', [...inForce, amended('2024-12-31')])).toEqual([0, 2]);
    expect(ratio('BENEFITS_PAID', [...inForce, amended('2024-07-01')])).toEqual([0, 1_800_000]);
  });

  it('counts who stands under the paper in the place of another, each once', () => {
    const succeeded = agreed('AgreementHouseholdSucceeded', {
      terms: terms(1_200_000, [], 2),
      on: '2024-12-01',
    });
    expect(ratio('HOUSEHOLDS_LED', [...inForce, ...bound('h1'), succeeded])).toEqual([1, 2]);
  });

  const binding = of('householdBinding', 'b-h1');
  const delivered = (amountFen: number, on: string, mode = 'PRODUCT_PRICE') =>
    binding('BenefitDelivered', { benefitId: `${on}-${mode}`, amountFen, on, mode });
  const received = (amountFen: number, on: string, mode = 'PRODUCT_PRICE') => [
    delivered(amountFen, on, mode),
    binding('BenefitConfirmedByHousehold', { benefitId: `${on}-${mode}`, on }),
  ];

  it('counts no benefit that only the manager speaks of, and none that was voided', () => {
    const given = [
      ...[...bound('h1'), delivered(1_000, '2024-05-01')],
      ...[...received(40, '2024-06-01'), ...received(500, '2024-07-01')],
      binding('BenefitVoided', { benefitId: '2024-07-01-PRODUCT_PRICE', amountFen: 500, on: '2024-07-02' }),
    ];
    expect(ratio('BENEFITS_PAID', [...inForce, ...given])[0]).toBe(40);
  });

  it('counts the same dividend once: as paid by the distribution, not as a benefit besides', () => {
    const given = [
      ...[...bound('h1'), declared('2024-06-30'), ...calculated, paid('h1', 300, '2024-06-01')],
      ...[...received(300, '2024-06-01', 'GUARANTEED'), ...received(25, '2024-08-01')],
    ];
    expect(ratio('BENEFITS_PAID', [...inForce, ...given])[0]).toBe(325);
    const elsewhere = [...bound('h1'), ...received(300, '2024-06-01', 'GUARANTEED')];
    expect(ratio('BENEFITS_PAID', [...inForce, ...elsewhere])[0]).toBe(300);
  });

  it('sets dividends of the year, also paid since, and its benefits against the promise for the whole months in force', () => {
    const given = [
      ...bound('h1'),
      ...received(100, '2024-06-01'),
      ...received(7, '2025-01-02'),
      ...received(9, '2023-12-31'),
    ];
    const payments = [
      declared('2024-06-30'),
      ...calculated,
      paid('h1', 300, '2024-06-01'),
      paid('h2', 200, '2025-01-05'),
    ];
    const reclaimed = dividend('OverpaymentReclaimed', {
      householdId: 'h1',
      amountFen: 50,
      on: '2024-09-01',
    });
    expect(ratio('BENEFITS_PAID', [...inForce, ...given, ...payments])).toEqual([600, 1_200_000]);
    expect(ratio('BENEFITS_PAID', [...inForce, ...given, ...payments], '2025-01-04')).toEqual([
      400, 1_200_000,
    ]);
    expect(ratio('BENEFITS_PAID', [...inForce, ...given, ...payments, reclaimed])).toEqual([550, 1_200_000]);
    expect(ratio('BENEFITS_PAID', [drafted, entered('2024-06-15'), ...given])).toEqual([100, 600_000]);
    expect(ratio('BENEFITS_PAID', [drafted, entered('2024-12-20'), ...given])).toEqual([0, 0]);
  });

  it('rounds the promise HALF_UP to the fen', () => {
    const odd = agreed('AgreementDrafted', {
      entityId: COOP,
      entityVillage: HOME,
      terms: terms(1_000_001),
      renews: null,
    });
    expect(ratio('BENEFITS_PAID', [odd, entered('2024-07-01')])).toEqual([0, 500_001]);
  });

  it('counts a distribution as on time where every household had all of it by the pay date', () => {
    const due = [...inForce, declared('2024-06-30'), ...calculated];
    const full = [paid('h1', 300, '2024-06-30'), paid('h2', 200, '2024-06-30')];
    expect(ratio('PAID_ON_TIME', [...due, ...full])).toEqual([1, 1]);
    expect(ratio('PAID_ON_TIME', [...due, paid('h1', 500, '2024-06-30')])).toEqual([0, 1]);
    expect(
      ratio('PAID_ON_TIME', [...due, paid('h1', 300, '2024-06-30'), paid('h2', 200, '2024-07-01')]),
    ).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', [...inForce, declared('2025-01-31'), ...calculated])).toEqual([0, 0]);
  });

  it('asks no entity for what was withheld of a household, before it is released', () => {
    const [header, lines] = calculated as [Happening, Happening];
    const [first, second] = lines.data?.['lines'] as unknown as object[];
    const withheld = { ...second, withheld: 'BINDING_ENDED' };
    const looked = [header, { ...lines, data: { part: 1, lines: [first, withheld] } as never }];
    const due = [...inForce, declared('2024-06-30'), ...looked, paid('h1', 300, '2024-06-30')];
    expect(ratio('PAID_ON_TIME', due)).toEqual([1, 1]);
    const released = (on: string) =>
      dividend('WithheldReleased', { householdId: 'h2', amountFen: 200, payDate: on, on });
    expect(ratio('PAID_ON_TIME', [...due, released('2024-06-20')])).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', [...due, released('2024-08-01')])).toEqual([1, 1]);
  });

  it('counts what was never reckoned, or after its pay date, as late', () => {
    expect(ratio('PAID_ON_TIME', [...inForce, declared('2024-06-30')])).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', [...inForce, declared('2024-05-01'), ...calculated])).toEqual([0, 1]);
  });

  it('counts what was owed for the year before and not declared by the end of this one as not on time (R14)', () => {
    const of2023 = (on: string) =>
      of('distribution', 'before')('DistributionDeclared', {
        ...{ entityId: COOP, agreementId: AGREEMENT, periodTo: '2023-12-31', payDate: '2026-12-20', on },
      });
    const decided = (value: number) => ({ dividendFrequency: { key: 'k', value, source: '县府' } });
    const onTime = (happenings: readonly Happening[], least = decided(1)) =>
      ratio('PAID_ON_TIME', happenings, undefined, least);
    expect(onTime(inForce)).toEqual([0, 1]);
    expect(onTime([...inForce, of2023('2024-12-31')])).toEqual([0, 0]);
    expect(onTime([...inForce, of2023('2025-01-01')])).toEqual([0, 1]);
    expect(onTime([...inForce, of2023('2024-12-31')], decided(2))).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', inForce)).toEqual([0, 0]);
    const withdrawn = of('distribution', 'before')('DistributionWithdrawn', { on: '2024-12-31' });
    expect(onTime([...inForce, of2023('2024-12-30'), withdrawn])).toEqual([0, 1]);
    expect(onTime([drafted, entered('2023-12-20')])).toEqual([0, 1]);
    expect(onTime([drafted, entered('2023-12-21')])).toEqual([0, 0]);
    const rent = { ...terms(), distributionMode: 'FIXED_RENT' };
    const ofRents = agreed('AgreementDraftRevised', { terms: rent, on: '2023-02-01' });
    expect(onTime([drafted, ofRents, entered('2023-03-01')])).toEqual([0, 0]);
  });

  it('takes the pay date the households agreed to, and the line as corrected by then', () => {
    const rescheduled = dividend('DividendRescheduled', { payDate: '2024-09-30', on: '2024-06-20' });
    const corrected = dividend('DividendLineCorrected', {
      householdId: 'h2',
      fromFen: 200,
      toFen: 150,
      on: '2024-06-21',
    });
    const late = [paid('h1', 300, '2024-09-30'), paid('h2', 150, '2024-09-30')];
    const due = [...inForce, declared('2024-06-30'), ...calculated, ...late];
    expect(ratio('PAID_ON_TIME', [...due, rescheduled, corrected])).toEqual([1, 1]);
    expect(ratio('PAID_ON_TIME', [...due, rescheduled])).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', due)).toEqual([0, 1]);
  });

  it('is paid on time to whom a line has passed, and the guarantee with it', () => {
    const part = { householdId: 'h1', successorId: 'h9', amountFen: 300, on: '2024-05-03' };
    const passed = dividend('DividendLinePassed', part);
    const due = [...inForce, declared('2024-06-30'), ...calculated, paid('h2', 200, '2024-06-01')];
    expect(ratio('PAID_ON_TIME', [...due, passed, paid('h1', 300, '2024-06-01')])).toEqual([0, 1]);
    expect(ratio('PAID_ON_TIME', [...due, passed, paid('h9', 300, '2024-06-01')])).toEqual([1, 1]);
  });

  it('compares the net income per head of those with both years complete', () => {
    const bindings = ['h1', 'h2', 'h3', 'h4'].flatMap((id) => bound(id));
    const incomes = [
      ...[...income('h1', 2023, 500), ...income('h1', 2024, 501)],
      ...[...income('h2', 2023, 500), ...income('h2', 2024, 500)],
      ...[...income('h3', 2023, 500), ...income('h3', 2024, 900, 3)],
      ...income('h4', 2024, 900),
    ];
    expect(ratio('INCOME_GROWTH', [...inForce, ...bindings, ...incomes])).toEqual([1, 2]);
  });

  it('does not compare a household across a split: not the same people earned both years', () => {
    const before = [...income('h1', 2023, 500), ...income('h1', 2024, 400)];
    const told = [...inForce, ...bound('h1'), ...before];
    const splitOn = (on: string) => of('household', 'h1')('HouseholdSplit', { on });
    const growth = (on: string) => ratio('INCOME_GROWTH', [splitOn(on), ...told]);
    const [none, fell] = [0, 1].map((compared) => [0, compared]);
    expect(ratio('INCOME_GROWTH', told)).toEqual(fell);
    expect(['2024-06-01', '2023-06-01'].map(growth)).toEqual([none, none]);
    expect(['2023-01-01', '2022-06-01'].map(growth)).toEqual([fell, fell]);
    expect(ratio('INCOME_GROWTH', [...told, splitOn('2024-06-01')])).toEqual(none);
  });

  it('takes a corrected quarter, and more people share the same income', () => {
    const more = [...inForce, ...bound('h1'), ...income('h1', 2023, 500), ...income('h1', 2024, 501)];
    const corrected = (items: Record<string, number>, populationCount: number) =>
      of('householdIncome', 'h1-2024')('IncomeCorrected', {
        ...{ householdId: 'h1', year: 2024, quarter: 4, populationCount, items, on: '2025-01-12' },
      });
    expect(ratio('INCOME_GROWTH', [...more, corrected({ a1: 100 }, 3)])).toEqual([0, 1]);
    expect(ratio('INCOME_GROWTH', [...more, corrected({ a1: 501, e1: 100 }, 4)])).toEqual([0, 1]);
  });

  it('counts agreements with a risk clause, and nothing for what no event tells', () => {
    const bare = agreed('AgreementDraftRevised', { terms: terms(1, []), on: '2023-02-01' });
    expect(ratio('RISK_CLAUSE_AND_INSURANCE', inForce)).toEqual([1, 1]);
    expect(ratio('RISK_CLAUSE_AND_INSURANCE', [drafted, bare, entered('2023-03-01')])).toEqual([0, 1]);
    for (const indicator of ['PLAN_TASKS', 'TRAINING_AND_SERVICES', 'SATISFACTION'] as const)
      expect(ratio(indicator, inForce)).toEqual([0, 0]);
  });
});

describe('the veto of the guaranteed dividend', () => {
  const vetoes = (happenings: readonly Happening[], on?: string, more: object = {}) =>
    frozenAfter([...inForce, ...happenings], on, more).vetoes;
  const due = (payDate: string) => [declared(payDate), ...calculated];
  const guaranteed = [paid('h1', 200, '2024-12-30'), paid('h2', 200, '2024-12-30')];

  it('falls when it is unpaid for more than ninety days on 12-31', () => {
    const settled = [paid('h1', 300, '2025-01-01'), paid('h2', 200, '2025-01-01')];
    expect(vetoes([...due('2024-10-01'), ...settled])).toEqual(['GUARANTEED_UNPAID_OVER_90_DAYS']);
    expect(vetoes([...due('2024-10-02'), ...settled])).toEqual([]);
  });

  it('falls after as many days as the place decided; after ninety where the plan does not say', () => {
    const decided = { unpaidGuarantee: { key: 'k', value: 30, source: '县府' } };
    const settled = [paid('h1', 300, '2025-01-01'), paid('h2', 200, '2025-01-01')];
    const late = [...due('2024-11-30'), ...settled];
    expect(vetoes(late, undefined, decided)).toEqual(['GUARANTEED_UNPAID_OVER_90_DAYS']);
    expect(vetoes(late, undefined, { unpaidGuarantee: undefined })).toEqual([]);
    const earlier = [...due('2024-10-01'), ...settled];
    expect(vetoes(earlier, undefined, { unpaidGuarantee: undefined })).toHaveLength(1);
  });

  it('looks at each household, not at the sum', () => {
    expect(vetoes([...due('2024-06-30'), ...guaranteed])).toEqual([]);
    expect(vetoes([...due('2024-06-30'), paid('h1', 400, '2024-12-30')])).toEqual([
      'GUARANTEED_UNPAID_OVER_90_DAYS',
    ]);
  });

  it('looks again on the day of planning at what was due late in the year', () => {
    expect(vetoes(due('2024-12-20'), '2025-03-20')).toEqual([]);
    expect(vetoes(due('2024-12-20'), '2025-03-21')).toEqual(['GUARANTEED_UNPAID_OVER_90_DAYS']);
    const settled = [paid('h1', 300, '2025-02-01'), paid('h2', 200, '2025-02-01')];
    expect(vetoes([...due('2024-12-20'), ...settled], '2025-03-21')).toEqual([]);
    expect(vetoes([...due('2024-06-30'), ...settled], '2025-03-21')).toEqual([
      'GUARANTEED_UNPAID_OVER_90_DAYS',
    ]);
  });

  it('waits for the next year where it is due in the next year', () => {
    const soon = [dividend('DividendRescheduled', { payDate: '2025-01-05', on: '2024-10-01' })];
    expect(vetoes([...due('2024-06-30'), ...soon])).toEqual([]);
  });
});

describe('what a duplicate did before it was merged into the entity that is judged', () => {
  const twin = { entityId: 'twin' };
  const [on, paid] = [
    '2024-09-01',
    { benefitId: 'x', amountFen: 1_000, on: '2024-05-01', mode: 'PRODUCT_PRICE' },
  ];
  const [its, next] = [of('householdBinding', 'b-h1'), of('householdBinding', 'b2-h1')];
  const [proposed, activated] = bound('h1');
  const alone = [
    ...[{ ...drafted, data: { ...drafted.data, ...twin } }, entered('2023-03-01')],
    ...[{ ...proposed, data: { ...proposed?.data, ...twin } } as Happening, activated as Happening],
    ...[its('BenefitDelivered', paid), its('BenefitConfirmedByHousehold', paid)],
  ];
  const after = (evaluatedThrough: number | null): readonly Happening[] => [
    ...[...alone, of('entity', 'twin')('EntityMerged', { into: COOP, evaluatedThrough, on })],
    agreed('AgreementEntitySucceeded', {
      ...{ successorId: COOP, entityVillage: HOME, terms: terms(), evaluatedThrough },
    }),
    next('HouseholdBindingProposed', { householdId: 'h1', entityId: COOP }),
    ...[next('HouseholdBindingActivated', { from: on }), its('HouseholdBindingEnded', { on })],
  ];

  it.each([null, 2023])('counts for it in a year for which it was not judged itself (%s)', (year) => {
    expect(frozenAfter(after(year)).agreementIds).toEqual([AGREEMENT]);
    expect(ratio('HOUSEHOLDS_LED', after(year))).toEqual([1, 4]);
    expect(ratio('BENEFITS_PAID', after(year))[0]).toBe(1_000);
  });

  it('counts for nothing in a year for which it was', () => {
    expect(frozenAfter(after(2024)).agreementIds).toEqual([]);
    expect(ratio('BENEFITS_PAID', after(2024))[0]).toBe(0);
  });
});
