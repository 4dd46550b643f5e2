import type { Actor, Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { evaluationId } from '@kernel/evaluation-id';
import { derivedId } from '@kernel/ids';
import type { Indicator } from '@kernel/indicator';
import type { EvaluationEvent, IndicatorValue } from './events';
import type { PlanFacts, ScoreFacts, VerdictFacts } from './facts';
import type { Weights } from './scoring';
import type { Happening } from '@testing/events';

export const HOME = divisionCode('530424102201');
export const COUNTY = divisionCode('530424000000');
export const COOP = derivedId('entity', '935304240000000001');
export const AGREEMENT = derivedId('agreement', 'story');
export const EVALUATION = evaluationId(COOP, 2024);
export const ORDER = derivedId('rectification', 'EVALUATION', EVALUATION);

/** Somebody of a role; another name is another person. */
export const somebody = (role: Role, user: string = role): Actor => ({ user, role, scope: COUNTY });

/** What a decider knows of who acts and on which day. */
export const by = (...who: Parameters<typeof somebody>) => ({ actor: somebody(...who) });
export const on = (date: string) => ({ today: calendarDate(date), effectiveDate: calendarDate(date) });

/** domain/4-lifecycles 4.11. */
export const WEIGHTS: Weights = {
  HOUSEHOLDS_LED: 20,
  BENEFITS_PAID: 25,
  PAID_ON_TIME: 10,
  INCOME_GROWTH: 15,
  PLAN_TASKS: 10,
  TRAINING_AND_SERVICES: 5,
  RISK_CLAUSE_AND_INSURANCE: 5,
  DATA_ON_TIME: 5,
  SATISFACTION: 5,
};

const rule = (key: string, value: ScoreFacts['indicators']['value']) => ({
  key,
  value,
  source: '华政发〔2023〕1号',
});

export const rules = {
  window: rule('evaluation.window', '01-01..03-31'),
  unpaidGuarantee: rule('evaluation.unpaidGuaranteeDays', 90),
  indicators: rule('evaluation.indicators', WEIGHTS),
  objectionDays: rule('evaluation.objectionDays', 10),
  passMark: rule('evaluation.passMark', 60),
  departmentsMin: rule('evaluation.departmentsMin', 3),
  bands: rule('grade.bands', { GOOD: 90, FAIRLY_GOOD: 80, ORDINARY: 60 }),
};

/** In force from 2023-03-01 on; the parameters as offered. */
export const known: PlanFacts & ScoreFacts & VerdictFacts = {
  ...rules,
  villageCode: HOME,
  ...{ revokedOn: null, dividendFrequency: null, recording: [] },
  spans: [
    {
      id: AGREEMENT,
      span: {
        ...{ entityId: COOP, division: HOME, until: null, judgedFrom: null },
        ...{ from: calendarDate('2023-03-01'), endDate: calendarDate('2026-02-28') },
      },
    },
  ],
};

export const counted = (indicator: Indicator, numerator: number, denominator: number): IndicatorValue => ({
  ...{ indicator, numerator, denominator },
  ...{ origin: 'COMPUTED', reason: null },
});

/** 82.72 points: three indicators are not counted by events. */
export const values: readonly IndicatorValue[] = [
  counted('HOUSEHOLDS_LED', 34, 40),
  counted('BENEFITS_PAID', 1_000_000, 1_200_000),
  counted('PAID_ON_TIME', 1, 2),
  counted('INCOME_GROWTH', 30, 33),
  counted('PLAN_TASKS', 0, 0),
  counted('TRAINING_AND_SERVICES', 0, 0),
  counted('RISK_CLAUSE_AND_INSURANCE', 1, 1),
  counted('DATA_ON_TIME', 32, 34),
  counted('SATISFACTION', 0, 0),
];

export const planned = {
  type: 'EvaluationPlanned',
  data: {
    ...{ evaluationId: EVALUATION, entityId: COOP, year: 2024, villageCode: HOME },
    ...{ agreementIds: [AGREEMENT], partialPeriod: false, on: calendarDate('2025-01-15') },
    unpaidGuarantee: rules.unpaidGuarantee,
  },
} as const satisfies EvaluationEvent;

export const frozen = {
  type: 'EvaluationDataFrozen',
  data: {
    ...{ asOf: calendarDate('2024-12-31'), knownAt: `evaluation-${EVALUATION}@0` },
    ...{ agreementIds: [AGREEMENT], partialPeriod: false },
    ...{ indicators: values, vetoes: [], on: calendarDate('2025-01-15') },
  },
} as const satisfies EvaluationEvent;

export const reported = {
  type: 'SelfReportSubmitted',
  data: {
    ...{ statement: '带动四十户', evidence: ['report.pdf'], submittedBy: 'ENTITY_MANAGER' },
    on: calendarDate('2025-01-20'),
  },
} as const satisfies EvaluationEvent;

/** As computed on 2025-02-01 from the values above. */
export const scored = {
  type: 'ScoreComputed',
  data: {
    scores: [
      { ...counted('HOUSEHOLDS_LED', 34, 40), weight: 20, fullCentiPoints: 2_500, centiPoints: 2_125 },
      {
        ...counted('BENEFITS_PAID', 1_000_000, 1_200_000),
        weight: 25,
        fullCentiPoints: 3_125,
        centiPoints: 2_604,
      },
      { ...counted('PAID_ON_TIME', 1, 2), weight: 10, fullCentiPoints: 1_250, centiPoints: 625 },
      { ...counted('INCOME_GROWTH', 30, 33), weight: 15, fullCentiPoints: 1_875, centiPoints: 1_705 },
      { ...counted('PLAN_TASKS', 0, 0), weight: 10, fullCentiPoints: 0, centiPoints: 0 },
      { ...counted('TRAINING_AND_SERVICES', 0, 0), weight: 5, fullCentiPoints: 0, centiPoints: 0 },
      { ...counted('RISK_CLAUSE_AND_INSURANCE', 1, 1), weight: 5, fullCentiPoints: 625, centiPoints: 625 },
      { ...counted('DATA_ON_TIME', 32, 34), weight: 5, fullCentiPoints: 625, centiPoints: 588 },
      { ...counted('SATISFACTION', 0, 0), weight: 5, fullCentiPoints: 0, centiPoints: 0 },
    ],
    totalCentiPoints: 8_272,
    vetoes: [],
    parameters: [rules.indicators, rules.objectionDays],
    ...{ objectionUntil: calendarDate('2025-02-11'), computedBy: 'scorer' },
    on: calendarDate('2025-02-01'),
  },
} as const satisfies EvaluationEvent;

export const vetoed = {
  type: 'VetoRecorded',
  data: { veto: 'FALSE_DATA', evidence: '核查表', recordedBy: 'scorer', on: calendarDate('2025-02-03') },
} as const satisfies EvaluationEvent;

/** What a department thinks, said by somebody of it. */
export const opined = (department: Role, by: string = department): EvaluationEvent => ({
  type: 'EvaluationOpinionRecorded',
  data: { department, opinion: '履约情况属实', by, on: calendarDate('2025-02-02') },
});

export const teamOpined = {
  type: 'ResidentTeamOpinionRecorded',
  data: { opinion: '农户反映良好', by: 'RESIDENT_TEAM', on: calendarDate('2025-02-02') },
} as const satisfies EvaluationEvent;

/** Everybody who has to speak before there is a result. */
export const allOpined: readonly EvaluationEvent[] = [
  ...(['AGRI_BUREAU', 'REVITALIZATION_BUREAU', 'FINANCE_BUREAU'] as const).map((one) => opined(one)),
  teamOpined,
];

export const OBJECTION = derivedId('objection', 'story');

export const objected = {
  type: 'ObjectionRaised',
  data: {
    ...{ objectionId: OBJECTION, grounds: '漏计两户', raisedBy: 'ENTITY_MANAGER' },
    on: calendarDate('2025-02-05'),
  },
} as const satisfies EvaluationEvent;

export const resolved = (upheld: boolean): EvaluationEvent => ({
  type: 'ObjectionResolved',
  data: { objectionId: OBJECTION, upheld, answer: '已核', on: calendarDate('2025-02-08') },
});

export const finalized = {
  type: 'EvaluationFinalized',
  data: {
    ...{ entityId: COOP, year: 2024, agreementIds: [AGREEMENT] },
    ...{ result: 'FULFILLED', grade: 'FAIRLY_GOOD', totalCentiPoints: 8_272 },
    ...{ vetoes: [], partialPeriod: false, parameters: [rules.passMark, rules.bands, rules.departmentsMin] },
    on: calendarDate('2025-02-12'),
  },
} as const satisfies EvaluationEvent;

export const failed = {
  type: 'EvaluationFinalized',
  data: { ...finalized.data, result: 'NOT_FULFILLED', grade: 'POOR', totalCentiPoints: 4_100 },
} as const satisfies EvaluationEvent;

/** What happens in one stream. */
export const of =
  (category: string, id: string) =>
  (type: string, data: Happening['data'] = {}): Happening => ({
    ...{ stream: `${category}-${id}`, type, data },
  });
