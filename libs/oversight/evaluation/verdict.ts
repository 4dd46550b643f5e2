import { actsFor } from '@kernel/actor';
import type { Decide } from '@kernel/decider';
import { orderFault } from '@kernel/fault';
import { isIdle, isTaken, requireState } from '@kernel/lifecycle';
import { require, requireAll, unmet } from '@kernel/refusal';
import type { ApplyConsequence, FinalizeEvaluation, RaiseObjection, ResolveObjection } from './commands';
import { dayFaults, partialityFault } from './decider';
import { opinionFaults } from './opinions';
import { GRADES, ruleOf, type EvaluationEvent, type Grade, type Veto } from './events';
import type { VerdictFacts } from './facts';
import { steps } from './lifecycle';
import type { Evaluation } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Evaluation, EvaluationEvent, Facts>;

/** Parameter `grade.bands`: the points from which a grade is given, the lower limit included. */
export type Bands = Readonly<Partial<Record<Grade, number>>>;

export const raiseObjection: Rule<RaiseObjection> = (
  { grounds },
  { phase: state, objectionUntil, scoredOn },
  facts,
) => {
  require(objectionUntil !== null, 'EVALUATION_NOT_SCORED', { state });
  const isOpen = state === 'OBJECTION_WINDOW' && facts.today <= objectionUntil;
  require(isOpen, 'OBJECTION_WINDOW_CLOSED', { until: objectionUntil });
  requireAll(...dayFaults(scoredOn, facts));
  const data = { objectionId: facts.commandId, grounds, raisedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'ObjectionRaised', data }];
};

/** Who records and reckons does not decide besides whether it was right, nor what comes of it: S2, 「各县区政府牵头」. */
export const resolveObjection: Rule<ResolveObjection> = (command, evaluation, facts) => {
  const { objectionId, upheld, answer } = command;
  const { user } = facts.actor;
  const known = evaluation.objections[objectionId];
  require(known !== undefined, 'OBJECTION_UNKNOWN', { objectionId }, '/objectionId');
  require(known.state === 'OPEN', 'OBJECTION_RESOLVED_ALREADY', { objectionId }, '/objectionId');
  requireAll(
    partialityFault(evaluation, facts),
    evaluation.scorers.some((one) => actsFor(facts, one)) && unmet('RESOLVER_IS_SCORER', { user }),
    ...dayFaults(known.on, facts),
  );
  return [{ type: 'ObjectionResolved', data: { objectionId, upheld, answer, on: facts.effectiveDate } }];
};

export const gradeOf = (centiPoints: number, bands: Bands): Grade =>
  GRADES.find((grade) => centiPoints >= (bands[grade] ?? Infinity) * 100) ?? 'POOR';

/** 「履行不到位」 is a total below the pass mark, or any veto. */
export const hasPassed = (centiPoints: number, passMark: number, vetoes: readonly Veto[]): boolean =>
  centiPoints >= passMark * 100 && vetoes.length === 0;

export const resultOf = (passed: boolean): 'FULFILLED' | 'NOT_FULFILLED' =>
  passed ? 'FULFILLED' : 'NOT_FULFILLED';

export const finalize: Rule<FinalizeEvaluation, VerdictFacts> = (_command, evaluation, facts) => {
  const { phase: state, objectionUntil: until, objections, vetoes, totalCentiPoints } = evaluation;
  const { user } = facts.actor;
  const step = steps.FinalizeEvaluation;
  if (isIdle(step, state)) return [];
  require(isTaken(step, state) && until !== null, step.otherwise, { state });
  const open = Object.entries(objections).flatMap(([id, one]) => (one.state === 'OPEN' ? [id] : []));
  requireAll(
    open.length > 0 && unmet('OBJECTION_OPEN', { objectionIds: open }),
    facts.today <= until && unmet('OBJECTION_WINDOW_RUNNING', { until }),
    ...opinionFaults(evaluation, facts.departmentsMin),
    partialityFault(evaluation, facts),
    evaluation.scorers.some((one) => actsFor(facts, one)) && unmet('FINALIZER_IS_SCORER', { user }),
    ...dayFaults(evaluation.since, facts),
  );
  const { passMark, bands, departmentsMin } = facts;
  const { entityId, year, agreementIds, partialPeriod, isTrial } = evaluation;
  const data = {
    ...{ entityId, year, agreementIds, totalCentiPoints, vetoes, partialPeriod },
    result: resultOf(hasPassed(totalCentiPoints, passMark.value as number, vetoes)),
    grade: gradeOf(totalCentiPoints, bands.value as Bands),
    ...(isTrial ? { trial: true as const } : {}),
    parameters: [passMark, bands, departmentsMin].map(ruleOf),
    on: facts.effectiveDate,
  };
  return [{ type: 'EvaluationFinalized', data }];
};

/** S2: preference for who fulfils well and is not revoked, an order to put right for who does not (R18). */
export const applyConsequence: Rule<ApplyConsequence> = (command, evaluation, facts) => {
  const { phase: state, result, grade, isTrial } = evaluation;
  if (isIdle(steps.ApplyConsequence, state)) return [];
  requireState(steps.ApplyConsequence, state);
  const { consequence, rectificationId = null } = command;
  const isDue =
    consequence === 'PREFERENCE'
      ? result === 'FULFILLED' && grade === 'GOOD' && !isTrial
      : result === 'NOT_FULFILLED' && rectificationId !== null;
  require(isDue, 'CONSEQUENCE_NOT_DUE', { consequence, result, grade }, '/consequence');
  requireAll(orderFault(evaluation.since, facts.effectiveDate));
  return [{ type: 'ConsequenceApplied', data: { consequence, rectificationId, on: facts.effectiveDate } }];
};
