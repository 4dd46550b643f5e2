import { handled } from '@command/handling';
import { approve, prelimReview, recommend, reject } from './admission';
import {
  ApproveEntity,
  ChangeEntityHead,
  ChangeEntityIndustry,
  CorrectEntityData,
  CorrectEntityHead,
  DeregisterEntity,
  GrantDemoLevel,
  MergeDuplicateEntity,
  PrelimReviewEntity,
  RecommendEntity,
  RegisterEntity,
  RejectEntity,
  RenameEntity,
  RestoreEligibility,
  ResumeEntity,
  RevokeEligibility,
  SetLeadingLevel,
  SuspendEntity,
  VoidDeregistration,
  WithdrawDemoLevel,
} from './commands';
import { correctData, rename } from './correcting';
import {
  changeHead,
  changeIndustry,
  correctHead,
  grantDemoLevel,
  restore,
  resume,
  revoke,
  setLeadingLevel,
  suspend,
  withdrawDemoLevel,
} from './decider';
import {
  correctionFacts,
  mergingFacts,
  nextManagerFacts,
  registrationFacts,
  restorationFacts,
  revocationProof,
  unfinishedFacts,
} from './facts';
import { merge } from './merging';
import { entityRefusals } from './refusals';
import { register, registeredId } from './register';
import { entity } from './state';
import { deregister, voidDeregistration } from './striking-off';

export const handledEntity = handled(entity, entityRefusals, (handle) => [
  handle({
    command: RegisterEntity,
    decide: register,
    creates: registeredId,
    place: ({ villageCode }) => villageCode,
    facts: ({ command, circumstances }, lookup) => registrationFacts(lookup, command, circumstances),
  }),
  handle({ command: RecommendEntity, decide: recommend }),
  handle({ command: PrelimReviewEntity, decide: prelimReview }),
  handle({ command: ApproveEntity, decide: approve }),
  handle({ command: RejectEntity, decide: reject }),
  handle({ command: ChangeEntityHead, decide: changeHead, facts: nextManagerFacts }),
  handle({ command: CorrectEntityHead, decide: correctHead, facts: nextManagerFacts }),
  handle({ command: RenameEntity, decide: rename }),
  handle({ command: CorrectEntityData, decide: correctData, facts: correctionFacts }),
  handle({ command: ChangeEntityIndustry, decide: changeIndustry }),
  handle({ command: SetLeadingLevel, decide: setLeadingLevel }),
  handle({ command: GrantDemoLevel, decide: grantDemoLevel }),
  handle({ command: WithdrawDemoLevel, decide: withdrawDemoLevel }),
  handle({ command: SuspendEntity, decide: suspend }),
  handle({ command: ResumeEntity, decide: resume }),
  handle({ command: RevokeEligibility, decide: revoke, facts: revocationProof }),
  handle({ command: RestoreEligibility, decide: restore, facts: restorationFacts }),
  handle({ command: MergeDuplicateEntity, decide: merge, facts: mergingFacts }),
  handle({ command: DeregisterEntity, decide: deregister, facts: unfinishedFacts }),
  handle({ command: VoidDeregistration, decide: voidDeregistration }),
]);
