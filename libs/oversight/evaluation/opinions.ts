import { actsFor, DEPARTMENTS, type Role } from '@kernel/actor';
import type { Circumstances, Decide } from '@kernel/decider';
import type { Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import type { RecordEvaluationOpinion, RecordResidentTeamOpinion } from './commands';
import { dayFaults, partialityFault } from './decider';
import type { EvaluationEvent, RuleUsed } from './events';
import { steps } from './lifecycle';
import type { Evaluation } from './state';

type Rule<Command> = Decide<Command, Evaluation, EvaluationEvent>;

/** Several who judge are several persons, whatever posts one of them holds or stands in for. */
const doubleVoiceFault = ({ opinions }: Evaluation, side: Role, facts: Circumstances): Fault => {
  const spoken = opinions.find(({ side: other, by }) => other !== side && actsFor(facts, by));
  const { user } = facts.actor;
  return spoken !== undefined && unmet('EVALUATOR_SPOKE_FOR_ANOTHER', { user, spokeFor: spoken.side });
};

/**
 * From the frozen data to the result. An opinion is about the year, not about one reckoning of the score: it stands when the
 * score falls, and another of the same side takes its place.
 */
const requireVoice = (evaluation: Evaluation, side: Role, facts: Circumstances): void =>
  requireAll(
    partialityFault(evaluation, facts),
    doubleVoiceFault(evaluation, side, facts),
    ...dayFaults(evaluation.frozenOn, facts),
  );

export const recordOpinion: Rule<RecordEvaluationOpinion> = ({ opinion }, evaluation, facts) => {
  const { user: by, role: department } = facts.actor;
  requireState(steps.RecordEvaluationOpinion, evaluation.phase);
  requireVoice(evaluation, department, facts);
  return [{ type: 'EvaluationOpinionRecorded', data: { department, opinion, by, on: facts.effectiveDate } }];
};

export const recordResidentTeamOpinion: Rule<RecordResidentTeamOpinion> = (
  { opinion },
  evaluation,
  facts,
) => {
  requireState(steps.RecordResidentTeamOpinion, evaluation.phase);
  requireVoice(evaluation, 'RESIDENT_TEAM', facts);
  const data = { opinion, by: facts.actor.user, on: facts.effectiveDate };
  return [{ type: 'ResidentTeamOpinionRecorded', data }];
};

/**
 * S2: 「驻村工作队配合」, and departments judge together. An evaluation that was planned before this was asked for and is not
 * final waits for the same: who is missing may still speak, and is named.
 */
export const opinionFaults = ({ opinions }: Evaluation, { value }: RuleUsed): readonly Fault[] => {
  const hasSpoken = (one: Role): boolean => opinions.some(({ side }) => side === one);
  const departments = DEPARTMENTS.filter(hasSpoken);
  const needed = value as number;
  return [
    !hasSpoken('RESIDENT_TEAM') && unmet('RESIDENT_TEAM_OPINION_MISSING'),
    departments.length < needed && unmet('TOO_FEW_DEPARTMENTS', { needed, departments }),
  ];
};
