import { actsFor } from '@kernel/actor';
import { addDays, type CalendarDate } from '@kernel/calendar-date';
import type { Circumstances, Decide } from '@kernel/decider';
import { futureFault, orderFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { ComputeScore, RecordIndicator, RecordVeto, SubmitSelfReport } from './commands';
import { ruleOf, type EvaluationEvent } from './events';
import type { ScoreFacts } from './facts';
import { steps } from './lifecycle';
import { scoresOf, totalOf, type Weights } from './scoring';
import type { Evaluation } from './state';

type Rule<Command, Facts = unknown> = Decide<Command, Evaluation, EvaluationEvent, Facts>;

/** Nobody judges what he answers for (glossary 1.5). */
export const partialityFault = ({ entityUsers }: Evaluation, facts: Circumstances): Fault =>
  entityUsers.some((one) => actsFor(facts, one)) && unmet('EVALUATOR_IS_ENTITY', { user: facts.actor.user });

/** A step is not dated before the one that it follows. */
export const dayFaults = (since: CalendarDate | null, facts: Circumstances): readonly Fault[] => [
  futureFault(facts),
  orderFault(since, facts.effectiveDate),
];

export const submitSelfReport: Rule<SubmitSelfReport> = (command, { phase, frozenOn }, facts) => {
  const { statement, evidence } = command;
  requireState(steps.SubmitSelfReport, phase);
  requireAll(...dayFaults(frozenOn, facts));
  const data = { statement, evidence, submittedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'SelfReportSubmitted', data }];
};

/** Also after the score, which then falls: the entity may object to the new one. */
export const recordIndicator: Rule<RecordIndicator> = (command, evaluation, facts) => {
  requireState(steps.RecordIndicator, evaluation.phase);
  const { indicator, numerator, denominator } = command;
  const { reason, actor, effectiveDate: on } = facts;
  requireAll(
    reason === null && unmet('REASON_REQUIRED', {}, '/reason'),
    partialityFault(evaluation, facts),
    ...dayFaults(evaluation.frozenOn, facts),
  );
  const value = { indicator, numerator, denominator, origin: 'RECORDED', reason } as const;
  const data = { value, department: actor.role, recordedBy: actor.user, on };
  return [{ type: 'IndicatorRecorded', data }];
};

/** After the score as an indicator is. */
export const recordVeto: Rule<RecordVeto> = ({ veto, evidence }, evaluation, facts) => {
  const { phase, vetoes } = evaluation;
  requireState(steps.RecordVeto, phase);
  if (vetoes.includes(veto)) return [];
  requireAll(partialityFault(evaluation, facts), ...dayFaults(evaluation.frozenOn, facts));
  const data = { veto, evidence, recordedBy: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'VetoRecorded', data }];
};

/**
 * After the self-report (4.11), or with the reason why there is none: who does not report holds up nobody. The window for
 * objections runs from the day the score is known, not from the day it is dated.
 */
export const computeScore: Rule<ComputeScore, ScoreFacts> = (_command, evaluation, facts) => {
  requireState(steps.ComputeScore, evaluation.phase);
  const { indicators, objectionDays, today } = facts;
  const scores = scoresOf(indicators.value as Weights, evaluation.indicators);
  requireAll(
    scores.every(({ fullCentiPoints }) => fullCentiPoints === 0) && unmet('NO_INDICATOR_APPLIES'),
    !evaluation.isSelfReported && facts.reason === null && unmet('SELF_REPORT_MISSING', {}, '/reason'),
    partialityFault(evaluation, facts),
    ...dayFaults(evaluation.since, facts),
  );
  const data = {
    ...{ scores, totalCentiPoints: totalOf(scores), vetoes: evaluation.vetoes },
    parameters: [indicators, objectionDays].map(ruleOf),
    objectionUntil: addDays(today, objectionDays.value as number),
    computedBy: facts.actor.user,
    on: facts.effectiveDate,
  };
  return [{ type: 'ScoreComputed', data }];
};
