import type { Role } from '@kernel/actor';
import type { CalendarDate, Quarter } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { Indicator } from '@kernel/indicator';
import type { Json } from '@kernel/json';

export const VETOES = ['FALSE_DATA', 'DIVERTED_MONEY', 'GUARANTEED_UNPAID_OVER_90_DAYS'] as const;
export type Veto = (typeof VETOES)[number];

export const GRADES = ['GOOD', 'FAIRLY_GOOD', 'ORDINARY', 'POOR'] as const;
export type Grade = (typeof GRADES)[number];

/** An indicator as counted: fulfilment is numerator/denominator, capped at 1; a denominator of 0 does not apply. */
export type IndicatorValue = {
  readonly indicator: Indicator;
  readonly numerator: number;
  readonly denominator: number;
  /** COMPUTED from events, or RECORDED by a department with its reason. */
  readonly origin: 'COMPUTED' | 'RECORDED';
  readonly reason: string | null;
};

/** Points in hundredths: 9 025 is 90.25. */
export type IndicatorScore = IndicatorValue & {
  /** As the parameter says; the weights sum to 100. */
  readonly weight: number;
  /** What full fulfilment is worth, the weights of indicators that do not apply shared out; sums to 10 000. */
  readonly fullCentiPoints: number;
  readonly centiPoints: number;
};

/** A parameter as it was used, so that the figure can be reckoned again from the event. */
export type RuleUsed = { readonly key: string; readonly value: Json; readonly source: string };

export const ruleOf = ({ key, value, source }: RuleUsed): RuleUsed => ({ key, value, source });

/** By which incomes of a quarter had to be recorded (R23), as decided at its end: whose, and in how many days. */
export type RecordingRules = {
  readonly quarter: Quarter;
  readonly categories: RuleUsed;
  readonly including: RuleUsed;
  readonly days: RuleUsed;
};

/** One stream per entity and year evaluated. */
export type EvaluationEvent =
  | Event<
      'EvaluationPlanned',
      {
        evaluationId: string;
        entityId: string;
        year: number;
        villageCode: DivisionCode;
        /** Agreements in force on any day of the year. */
        agreementIds: readonly string[];
        /** The first of them came into force within the year (R17). */
        partialPeriod: boolean;
        /** `evaluation.unpaidGuaranteeDays` as decided; 90 in events of before it was asked for. */
        unpaidGuarantee?: RuleUsed;
        /** `dividend.minFrequencyPerYear` of the year before; absent where nobody decided, and before it was asked for. */
        dividendFrequency?: RuleUsed;
        /** One of each quarter of which everything was decided; absent where of none, and before it was asked for. */
        recording?: readonly RecordingRules[];
        /** Of an entity whose eligibility is revoked, for a year that reaches beyond the revocation (R18). */
        trial?: true;
        on: CalendarDate;
      }
    >
  | Event<
      'EvaluationDataFrozen',
      {
        /** 12-31 of the year: later facts do not count but for what was paid for it since, later knowledge neither. */
        asOf: CalendarDate;
        /**
         * The last event known when the data was frozen, by which the count can be repeated: `stream@revision`, which is the same
         * in every log that the county is moved to. In version 1 its position in the log of then.
         */
        knownAt: string;
        /** All agreements of the entity in force on any day of the year, whichever the plan named. */
        agreementIds: readonly string[];
        partialPeriod: boolean;
        indicators: readonly IndicatorValue[];
        vetoes: readonly Veto[];
        on: CalendarDate;
      }
    >
  | Event<
      'SelfReportSubmitted',
      { statement: string; evidence: readonly string[]; submittedBy: string; on: CalendarDate }
    >
  /** `recordedBy` and `computedBy`, here and below: absent in events of before it mattered who decides afterwards. */
  | Event<
      'IndicatorRecorded',
      { value: IndicatorValue; department: string; recordedBy?: string; on: CalendarDate }
    >
  /** A department speaks through who holds a post of it; the last opinion is the one that counts. */
  | Event<'EvaluationOpinionRecorded', { department: Role; opinion: string; by: string; on: CalendarDate }>
  /** S2: 「驻村工作队配合」. */
  | Event<'ResidentTeamOpinionRecorded', { opinion: string; by: string; on: CalendarDate }>
  | Event<'VetoRecorded', { veto: Veto; evidence: string; recordedBy?: string; on: CalendarDate }>
  | Event<
      'ScoreComputed',
      {
        scores: readonly IndicatorScore[];
        totalCentiPoints: number;
        vetoes: readonly Veto[];
        parameters: readonly RuleUsed[];
        /** Last day on which the entity may object. */
        objectionUntil: CalendarDate;
        computedBy?: string;
        on: CalendarDate;
      }
    >
  | Event<'ObjectionRaised', { objectionId: string; grounds: string; raisedBy: string; on: CalendarDate }>
  /** One that is upheld takes the score back: it has to be computed again. */
  | Event<'ObjectionResolved', { objectionId: string; upheld: boolean; answer: string; on: CalendarDate }>
  | Event<
      'EvaluationFinalized',
      {
        entityId: string;
        year: number;
        agreementIds: readonly string[];
        result: 'FULFILLED' | 'NOT_FULFILLED';
        grade: Grade;
        totalCentiPoints: number;
        vetoes: readonly Veto[];
        partialPeriod: boolean;
        trial?: true;
        /** Pass mark, grade bands and, since it is asked for, how many departments have to speak. */
        parameters: readonly RuleUsed[];
        on: CalendarDate;
      }
    >
  | Event<
      'ConsequenceApplied',
      { consequence: 'PREFERENCE' | 'RECTIFICATION'; rectificationId: string | null; on: CalendarDate }
    >;

export const evaluationEvents: Readonly<Record<EvaluationEvent['type'], number>> = {
  EvaluationPlanned: 1,
  EvaluationDataFrozen: 2,
  SelfReportSubmitted: 1,
  IndicatorRecorded: 1,
  EvaluationOpinionRecorded: 1,
  ResidentTeamOpinionRecorded: 1,
  VetoRecorded: 1,
  ScoreComputed: 1,
  ObjectionRaised: 1,
  ObjectionResolved: 1,
  EvaluationFinalized: 1,
  ConsequenceApplied: 1,
};

/** The last event known was always the plan itself, with which a stream begins. */
export const evaluationUpcasters = {
  EvaluationDataFrozen: {
    1: <Data extends object>(data: Data, { stream }: { readonly stream: string }) => ({
      ...data,
      knownAt: `${stream}@0`,
    }),
  },
} as const;
