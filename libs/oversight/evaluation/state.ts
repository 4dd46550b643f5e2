import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import { evaluationEvents, type EvaluationEvent, type Grade, type IndicatorValue, type Veto } from './events';
import { heard, type Opinion } from './opinion';

/** A score that is computed stands in its objection window at once. */
export const EVALUATION_STATES = [
  'PLANNED',
  'DATA_FROZEN',
  'SELF_REPORTED',
  'OBJECTION_WINDOW',
  'FINAL',
  'CONSEQUENCE_APPLIED',
] as const;
export type EvaluationState = (typeof EVALUATION_STATES)[number];
export type EvaluationPhase = 'ABSENT' | EvaluationState;

export interface Evaluation {
  readonly phase: EvaluationPhase;
  readonly entityId: string;
  readonly year: number;
  readonly villageCode: DivisionCode | null;
  readonly agreementIds: readonly string[];
  readonly partialPeriod: boolean;
  readonly isTrial: boolean;
  readonly indicators: readonly IndicatorValue[];
  readonly vetoes: readonly Veto[];
  readonly isSelfReported: boolean;
  readonly totalCentiPoints: number;
  readonly objectionUntil: CalendarDate | null;
  readonly objections: Readonly<
    Record<string, { readonly state: 'OPEN' | 'RESOLVED'; readonly on: CalendarDate }>
  >;
  readonly frozenOn: CalendarDate | null;
  readonly scoredOn: CalendarDate | null;
  /** Latest day of anything that a score or a result rests on. */
  readonly since: CalendarDate | null;
  /** One of each department, and of the resident work team. */
  readonly opinions: readonly Opinion[];
  /** Who spoke for the entity: none of them may evaluate it. */
  readonly entityUsers: readonly string[];
  /** Who recorded an indicator or a veto, or computed a score: none of them decides what comes of it. */
  readonly scorers: readonly string[];
  readonly result: 'FULFILLED' | 'NOT_FULFILLED' | null;
  readonly grade: Grade | null;
}

const initial: Evaluation = {
  phase: 'ABSENT',
  entityId: '',
  year: 0,
  villageCode: null,
  agreementIds: [],
  partialPeriod: false,
  isTrial: false,
  indicators: [],
  vetoes: [],
  isSelfReported: false,
  totalCentiPoints: 0,
  objectionUntil: null,
  objections: {},
  frozenOn: null,
  scoredOn: null,
  since: null,
  opinions: [],
  entityUsers: [],
  scorers: [],
  result: null,
  grade: null,
};

/** The score falls where what it rested on has changed: the phase is again the one before it. */
export const unscoredPhase = <P extends EvaluationPhase>(phase: P, isSelfReported: boolean) => {
  if (phase !== 'OBJECTION_WINDOW') return phase;
  return isSelfReported ? 'SELF_REPORTED' : 'DATA_FROZEN';
};

const unscored = (evaluation: Evaluation): Evaluation => ({
  ...evaluation,
  phase: unscoredPhase(evaluation.phase, evaluation.isSelfReported),
});

/** Nobody where the event does not say who it was. */
const withScorer = ({ scorers }: Evaluation, user: string | undefined) => ({
  scorers: user === undefined || scorers.includes(user) ? scorers : [...scorers, user],
});

/** The list with the value in the place of the one it overrides. */
export const overridden = (
  indicators: readonly IndicatorValue[],
  value: IndicatorValue,
): readonly IndicatorValue[] => [
  ...indicators.filter(({ indicator }) => indicator !== value.indicator),
  value,
];

type Data<Type extends EvaluationEvent['type']> = Extract<EvaluationEvent, { readonly type: Type }>['data'];

type Folds = {
  readonly [Type in EvaluationEvent['type']]: (evaluation: Evaluation, data: Data<Type>) => Evaluation;
};

const folds: Folds = {
  EvaluationPlanned: (_none, { entityId, year, villageCode, agreementIds, partialPeriod, trial }) => ({
    ...initial,
    ...{ phase: 'PLANNED', entityId, year, villageCode, agreementIds, partialPeriod },
    isTrial: trial ?? false,
  }),
  EvaluationDataFrozen: (evaluation, { agreementIds, partialPeriod, indicators, vetoes, on }) => ({
    ...evaluation,
    ...{ phase: 'DATA_FROZEN', agreementIds, partialPeriod, indicators, vetoes, frozenOn: on },
  }),
  SelfReportSubmitted: (evaluation, { submittedBy }) => ({
    ...evaluation,
    ...{ phase: 'SELF_REPORTED', isSelfReported: true },
    entityUsers: [...evaluation.entityUsers, submittedBy],
  }),
  IndicatorRecorded: (evaluation, { value, recordedBy }) => ({
    ...unscored(evaluation),
    ...withScorer(evaluation, recordedBy),
    indicators: overridden(evaluation.indicators, value),
  }),
  EvaluationOpinionRecorded: (evaluation, { department: side, ...said }) => ({
    ...evaluation,
    opinions: heard(evaluation.opinions, { side, ...said }),
  }),
  ResidentTeamOpinionRecorded: (evaluation, said) => ({
    ...evaluation,
    opinions: heard(evaluation.opinions, { side: 'RESIDENT_TEAM', ...said }),
  }),
  VetoRecorded: (evaluation, { veto, recordedBy }) => ({
    ...unscored(evaluation),
    ...withScorer(evaluation, recordedBy),
    vetoes: [...evaluation.vetoes, veto],
  }),
  ScoreComputed: (evaluation, { totalCentiPoints, objectionUntil, computedBy, on: scoredOn }) => ({
    ...evaluation,
    ...withScorer(evaluation, computedBy),
    ...{ phase: 'OBJECTION_WINDOW', totalCentiPoints, objectionUntil, scoredOn },
  }),
  ObjectionRaised: (evaluation, { objectionId, raisedBy, on }) => ({
    ...evaluation,
    objections: { ...evaluation.objections, [objectionId]: { state: 'OPEN', on } },
    entityUsers: [...evaluation.entityUsers, raisedBy],
  }),
  ObjectionResolved: (evaluation, { objectionId, upheld, on }) => ({
    ...(upheld ? unscored(evaluation) : evaluation),
    objections: { ...evaluation.objections, [objectionId]: { state: 'RESOLVED', on } },
  }),
  EvaluationFinalized: (evaluation, { result, grade }) => ({
    ...evaluation,
    ...{ phase: 'FINAL', result, grade },
  }),
  ConsequenceApplied: (evaluation) => ({ ...evaluation, phase: 'CONSEQUENCE_APPLIED' }),
};

export const evaluation: Aggregate<Evaluation, EvaluationEvent> = {
  category: 'evaluation',
  initial,
  evolve: (state, event) => {
    const { since, ...after } = folds[event.type](state, event.data as never);
    const { on } = event.data;
    return { ...after, since: since === null ? on : laterOf(since, on) };
  },
  events: evaluationEvents,
  scope: ({ villageCode }) => villageCode,
  subjects: ({ entityId }) => ({ ENTITY_MANAGER: [entityId] }),
};
