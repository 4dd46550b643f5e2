import { handled } from '@command/handling';
import {
  ApproveErasure,
  CarryOutErasure,
  CertifyErasure,
  RefuseErasure,
  RequestErasure,
  WithdrawErasure,
} from './commands';
import { approve, carryOut, certify, refuse, request, withdraw } from './decider';
import { keyFacts, requestFacts, waitingFacts } from './facts';
import { erasureRefusals } from './refusals';
import { erasure } from './state';

export const handledErasure = handled(erasure, erasureRefusals, (handle) => [
  handle({
    command: RequestErasure,
    decide: request,
    creates: ({ subjectId }) => subjectId,
    scope: (_command, { villageCode }) => villageCode,
    facts: requestFacts,
    subjects: ({ subjectId, householdId = subjectId }) => [householdId],
  }),
  handle({ command: ApproveErasure, decide: approve, facts: waitingFacts }),
  handle({ command: RefuseErasure, decide: refuse }),
  handle({
    command: WithdrawErasure,
    decide: withdraw,
    subjects: (_command, { subjectId, householdId }) => [householdId ?? subjectId],
  }),
  handle({ command: CarryOutErasure, decide: carryOut }),
  handle({ command: CertifyErasure, decide: certify, facts: keyFacts }),
]);
