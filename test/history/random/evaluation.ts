import { DEPARTMENTS, type Role } from '@kernel/actor';
import { INDICATORS } from '@kernel/indicator';
import { agreement, type Agreement } from '@linkage/agreement/state';
import {
  ApplyConsequence,
  ComputeScore,
  FinalizeEvaluation,
  FreezeEvaluationData,
  PlanEvaluation,
  RaiseObjection,
  RecordEvaluationOpinion,
  RecordIndicator,
  RecordResidentTeamOpinion,
  RecordVeto,
  ResolveObjection,
  SubmitSelfReport,
} from '@oversight/evaluation/commands';
import { VETOES } from '@oversight/evaluation/events';
import { evaluation, type Evaluation } from '@oversight/evaluation/state';
import { rectification } from '@oversight/rectification/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { anEntity, oneOf, yearOf } from './values';

const HELD = ['IN_FORCE', 'RECTIFYING', 'TERMINATED', 'EXPIRED'];

const hasHeld = ({ phase, terms }: Agreement, year: string): boolean =>
  HELD.includes(phase) &&
  terms !== null &&
  terms.startDate <= `${year}-12-31` &&
  terms.endDate >= `${year}-01-01`;

/** Of somebody whose agreement held in the year before. */
const found = (model: Model, roll: Roll): Request | null => {
  const year = yearOf(model.today) - 1;
  const papers = model.all(agreement).filter(([, one]) => hasHeld(one, String(year)));
  const isTime = papers.length > 0 && model.today.slice(5) <= '03-31';
  if (!isTime && roll.happens(0.9)) return null;
  const entityId = papers.length > 0 ? roll.pick(papers)[1].entityId : anEntity(model, roll);
  const own = papers.flatMap(([id, one]) => (one.entityId === entityId ? [id] : []));
  const agreementIds = own.length === 0 ? [oneOf([], roll)] : roll.some(own, 2);
  return ask(PlanEvaluation, { entityId, year, agreementIds });
};

type Move = Make<Evaluation>;

const freeze: Move = ({ id, model, roll }) =>
  ask(
    FreezeEvaluationData,
    {
      ...{ asOf: model.today, knownAt: model.today, agreementIds: [], partialPeriod: false },
      indicators: INDICATORS.map((indicator) => ({ indicator, numerator: roll.whole(0, 9), denominator: 9 })),
      vetoes: [],
    },
    { id },
  );

const selfReport: Move = ({ id, state: { entityId } }) =>
  ask(SubmitSelfReport, { statement: '已全部兑现', evidence: ['照片'] }, { id, subject: entityId });

const record: Move = ({ id, roll }) => {
  const denominator = roll.whole(1, 20);
  const numerator = roll.whole(0, denominator + 2);
  return ask(RecordIndicator, { indicator: roll.pick(INDICATORS), numerator, denominator }, { id });
};

const veto: Move = ({ id, roll }) =>
  ask(RecordVeto, { veto: roll.pick(VETOES), evidence: '核查报告' }, { id });
const score: Move = ({ id }) => ask(ComputeScore, {}, { id });

const VOICES: readonly Role[] = [...DEPARTMENTS, 'RESIDENT_TEAM'];

const unheard = ({ opinions }: Evaluation) =>
  VOICES.filter((one) => !opinions.some(({ side }) => side === one));

/** Mostly somebody who has not spoken yet. */
const opine: Move = ({ id, roll, state }) => {
  const missing = unheard(state);
  const by = roll.pick(missing.length > 0 && roll.happens(0.9) ? missing : VOICES);
  const type = by === 'RESIDENT_TEAM' ? RecordResidentTeamOpinion : RecordEvaluationOpinion;
  return ask(type, { opinion: '情况属实' }, { id, by });
};

const object: Move = ({ id, state: { entityId } }) =>
  ask(RaiseObjection, { grounds: '计算有误' }, { id, subject: entityId });

const resolve: Move = ({ id, roll, state: { objections } }) => {
  const open = Object.keys(objections).filter((one) => objections[one]?.state === 'OPEN');
  const objectionId = oneOf(open.length > 0 ? open : Object.keys(objections), roll);
  return ask(ResolveObjection, { objectionId, upheld: roll.happens(0.3), answer: '已核' }, { id });
};

const finalize: Move = ({ id }) => ask(FinalizeEvaluation, {}, { id });

const apply: Move = ({ id, model, roll }) =>
  ask(
    ApplyConsequence,
    {
      consequence: roll.pick(['PREFERENCE', 'RECTIFICATION']),
      ...roll.maybe(0.5, { rectificationId: oneOf(model.ids(rectification), roll) }),
    },
    { id },
  );

const phaseOf = (state: Evaluation) => {
  if (state.phase !== 'OBJECTION_WINDOW') return state.phase;
  if (Object.values(state.objections).some((one) => one.state === 'OPEN')) return 'OBJECTED';
  return unheard(state).length > 0 ? 'UNHEARD' : 'OBJECTION_WINDOW';
};

export const evaluationMoves = movesOf({
  aggregate: evaluation,
  weight: 10,
  enough: 6,
  found,
  phaseOf,
  natural: {
    ABSENT: [],
    PLANNED: [freeze],
    DATA_FROZEN: [selfReport, selfReport, record, opine, score, veto],
    SELF_REPORTED: [record, opine, score, score, score],
    UNHEARD: [opine, opine, opine, opine, opine, object, finalize],
    OBJECTION_WINDOW: [finalize, finalize, object, object, veto],
    OBJECTED: [resolve, resolve, finalize],
    FINAL: [apply],
    CONSEQUENCE_APPLIED: [],
  },
});
