import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { metadataText } from '@event-store/event-store';
import type { AgreementEvent } from '@linkage/agreement/events';
import { changed, idOf, register, type Recorded, type Registered } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import { spanAfter, type AgreementSpan } from './agreement-span';
import { dutyAfter, dutyId, turnsOf, type EvaluationDuty } from './duty';
import type { EvaluationEvent, Grade, IndicatorScore, IndicatorValue, RuleUsed, Veto } from './events';
import { heard, type Opinion } from './opinion';
import { overridden, unscoredPhase, type EvaluationPhase } from './state';

/** One evaluation sheet (评估表). */
type Sheet = {
  /** Home village of the entity. */
  readonly division: string;
  readonly entityId: string;
  readonly year: number;
  readonly state: Exclude<EvaluationPhase, 'ABSENT'>;
  readonly agreementIds: readonly string[];
  readonly partialPeriod: boolean;
  readonly isTrial: boolean;
  readonly plannedOn: CalendarDate;
  /** What the indicators count is true on that day, … */
  readonly asOf: CalendarDate | null;
  /** … as known up to that event of the log, `stream@revision`, as a question takes it for its own `knownAt`, … */
  readonly knownAt: string | null;
  /** … which it had reached on this day. */
  readonly knownOn: CalendarDate | null;
  readonly indicators: readonly IndicatorValue[];
  readonly selfReport: string | null;
  readonly opinions: readonly Opinion[];
  readonly scores: readonly IndicatorScore[];
  readonly vetoes: readonly Veto[];
  /** Null while there is no score, or none that still stands. */
  readonly totalCentiPoints: number | null;
  readonly parameters: readonly RuleUsed[];
  readonly objectionUntil: CalendarDate | null;
  readonly openObjections: number;
  readonly result: 'FULFILLED' | 'NOT_FULFILLED' | null;
  readonly grade: Grade | null;
  readonly finalOn: CalendarDate | null;
  readonly consequence: 'PREFERENCE' | 'RECTIFICATION' | null;
  readonly rectificationId: string | null;
};

export type EvaluationRow = Registered & Sheet;

const AT_FIRST = {
  ...{ state: 'PLANNED', asOf: null, knownAt: null, knownOn: null, indicators: [], selfReport: null },
  ...{ opinions: [], scores: [], vetoes: [], totalCentiPoints: null, parameters: [], objectionUntil: null },
  ...{ openObjections: 0, result: null, grade: null, finalOn: null },
  ...{ consequence: null, rectificationId: null },
} as const satisfies Partial<Sheet>;

const unscored = ({ state: before, selfReport }: Sheet): Partial<Sheet> => {
  const state = unscoredPhase(before, selfReport !== null);
  return state === before ? {} : { state, totalCentiPoints: null, scores: [] };
};

export const evaluationRegister = register<EvaluationEvent, EvaluationRow>({
  name: 'evaluation',
  version: 3,
  categories: ['evaluation'],
  collection: 'evaluations',
  indexes: [
    { fields: ['year', 'totalCentiPoints'] },
    { fields: ['division', 'year'] },
    { fields: ['entityId', 'year'] },
    { fields: ['state', 'year'] },
  ],
  on: {
    EvaluationPlanned: (_none, { data }) => {
      const { entityId, year, villageCode, agreementIds, partialPeriod, on } = data;
      const plan = { division: villageCode, entityId, year, agreementIds, partialPeriod, plannedOn: on };
      return { ...AT_FIRST, ...plan, isTrial: data.trial ?? false };
    },
    EvaluationDataFrozen: changed((_row, event) => {
      const { on: _on, ...frozen } = event.data;
      return { state: 'DATA_FROZEN', ...frozen, knownOn: recordedDate(metadataText(event, 'recordedAt')) };
    }),
    SelfReportSubmitted: changed((_row, { data }) => ({
      state: 'SELF_REPORTED',
      selfReport: data.statement,
    })),
    IndicatorRecorded: changed((row, { data }) => ({
      ...unscored(row),
      indicators: overridden(row.indicators, data.value),
    })),
    EvaluationOpinionRecorded: changed(({ opinions }, { data: { department: side, ...said } }) => ({
      opinions: heard(opinions, { side, ...said }),
    })),
    ResidentTeamOpinionRecorded: changed(({ opinions }, { data }) => ({
      opinions: heard(opinions, { side: 'RESIDENT_TEAM', ...data }),
    })),
    VetoRecorded: changed((row, { data }) => ({ ...unscored(row), vetoes: [...row.vetoes, data.veto] })),
    ScoreComputed: changed((_row, { data }) => {
      const { scores, totalCentiPoints, vetoes, parameters, objectionUntil } = data;
      return { state: 'OBJECTION_WINDOW', scores, totalCentiPoints, vetoes, parameters, objectionUntil };
    }),
    ObjectionRaised: changed(({ openObjections }) => ({ openObjections: openObjections + 1 })),
    ObjectionResolved: changed((row, { data }) => ({
      ...(data.upheld ? unscored(row) : {}),
      openObjections: row.openObjections - 1,
    })),
    EvaluationFinalized: changed(({ parameters }, { data }) => {
      const { result, grade, vetoes, on } = data;
      return {
        state: 'FINAL',
        result,
        grade,
        vetoes,
        finalOn: on,
        parameters: [...parameters, ...data.parameters],
      };
    }),
    ConsequenceApplied: changed((_row, { data }) => {
      const { consequence, rectificationId } = data;
      return { state: 'CONSEQUENCE_APPLIED', consequence, rectificationId };
    }),
  },
});

const [SPANS, DUTIES] = ['spans', 'duties'];

type Span = Document & AgreementSpan;
type Duty = Document & EvaluationDuty;

const spans = (event: RecordedAgreement, documents: Documents) => {
  const before = documents.get<Span>(SPANS, idOf(event.stream)) ?? null;
  return { before, after: spanAfter(before, event) };
};

type RecordedAgreement = Recorded<AgreementEvent>;

const agreementNeeds = (event: RecordedAgreement, documents: Documents): readonly Key[] => {
  const own = { collection: SPANS, id: idOf(event.stream) };
  if (!documents.has(own.collection, own.id)) return [own];
  const { before, after } = spans(event, documents);
  return turnsOf(before, after).map(({ entityId, year }) => ({
    ...{ collection: DUTIES, id: dutyId(entityId, year) },
  }));
};

const agreementWrites = (event: RecordedAgreement, documents: Documents): readonly Write[] => {
  const { before, after } = spans(event, documents);
  if (after === null) return [];
  const id = idOf(event.stream);
  const duties = turnsOf(before, after).map((turn) => {
    const key = dutyId(turn.entityId, turn.year);
    const next = dutyAfter(documents.get<Duty>(DUTIES, key), id, turn);
    return next === null ? remove(DUTIES, key) : put(DUTIES, next);
  });
  return [put(SPANS, { id, ...after }), ...duties];
};

type Judged = Extract<EvaluationEvent, { type: 'EvaluationPlanned' | 'EvaluationFinalized' }>;

const judged = (event: { readonly type: string }): event is Judged =>
  event.type === 'EvaluationPlanned' || event.type === 'EvaluationFinalized';

const evaluationWrites = (event: Recorded<Judged>, documents: Documents): readonly Write[] => {
  const { entityId, year } = event.data;
  const duty = documents.get<Duty>(DUTIES, dutyId(entityId, year));
  if (duty === undefined) return [];
  const state = event.type === 'EvaluationFinalized' ? 'FINAL' : 'PLANNED';
  return [put(DUTIES, { ...duty, state, evaluationId: idOf(event.stream) })];
};

/** R17: who is to be evaluated for which year, from the agreements, and who is. */
export const evaluationDuties: Projector = {
  name: 'evaluation-duty',
  version: 2,
  categories: ['agreement', 'evaluation'],
  collections: {
    [SPANS]: { indexes: [] },
    [DUTIES]: {
      indexes: [
        { fields: ['year', 'state', 'division'] },
        { fields: ['division', 'year'] },
        { fields: ['entityId', 'year'] },
      ],
    },
  },
  needs: (event, documents) => {
    if (event.stream.startsWith('agreement-'))
      return agreementNeeds(event as unknown as RecordedAgreement, documents);
    if (!judged(event)) return [];
    return [{ collection: DUTIES, id: dutyId(event.data.entityId, event.data.year) }];
  },
  project: (event, documents) => {
    if (event.stream.startsWith('agreement-'))
      return agreementWrites(event as unknown as RecordedAgreement, documents);
    return judged(event) ? evaluationWrites(event, documents) : [];
  },
};
