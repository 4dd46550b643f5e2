import { handled } from '@command/handling';
import { evaluationId } from '@kernel/evaluation-id';
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
} from './commands';
import { computeScore, recordIndicator, recordVeto, submitSelfReport } from './decider';
import { entityVillage, planFacts, scoreFacts, verdictFacts } from './facts';
import { recordOpinion, recordResidentTeamOpinion } from './opinions';
import { freeze, plan } from './planning';
import { evaluationRefusals } from './refusals';
import { evaluation, type Evaluation } from './state';
import { applyConsequence, finalize, raiseObjection, resolveObjection } from './verdict';

const entityConcerned = (_command: object, { entityId }: Evaluation): readonly string[] => [entityId];

export const handledEvaluation = handled(evaluation, evaluationRefusals, (handle) => [
  handle({
    command: PlanEvaluation,
    decide: plan,
    facts: planFacts,
    creates: ({ entityId, year }) => evaluationId(entityId, year),
    place: entityVillage,
  }),
  handle({ command: FreezeEvaluationData, decide: freeze }),
  handle({ command: SubmitSelfReport, decide: submitSelfReport, subjects: entityConcerned }),
  handle({ command: RecordIndicator, decide: recordIndicator }),
  handle({ command: RecordEvaluationOpinion, decide: recordOpinion }),
  handle({ command: RecordResidentTeamOpinion, decide: recordResidentTeamOpinion }),
  handle({ command: RecordVeto, decide: recordVeto }),
  handle({ command: ComputeScore, decide: computeScore, facts: scoreFacts }),
  handle({ command: RaiseObjection, decide: raiseObjection, subjects: entityConcerned }),
  handle({ command: ResolveObjection, decide: resolveObjection }),
  handle({ command: FinalizeEvaluation, decide: finalize, facts: verdictFacts }),
  handle({ command: ApplyConsequence, decide: applyConsequence }),
]);
