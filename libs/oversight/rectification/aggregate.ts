import { handled } from '@command/handling';
import {
  AcknowledgeOrder,
  CloseRectification,
  CorrectDueDate,
  DeclareRectificationFailed,
  ExtendDueDate,
  MarkRectificationOverdue,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
  VoidRectification,
  WithdrawRectification,
} from './commands';
import { acknowledge, close, declareFailed, extend, markOverdue, recheck, reopen, reply } from './decider';
import {
  consequenceFacts,
  entityClaims,
  entityVillage,
  failureFacts,
  orderFacts,
  reopeningFacts,
} from './facts';
import { order } from './ordering';
import { rectificationRefusals } from './refusals';
import { rectification, rectificationId, type Rectification } from './state';
import { annul, correctDueDate, withdraw } from './withdrawal';

const entityConcerned = (_command: object, { entityId }: Rectification): readonly string[] => [entityId];

export const handledRectification = handled(rectification, rectificationRefusals, (handle) => [
  handle({
    command: OrderRectification,
    decide: order,
    facts: orderFacts,
    creates: rectificationId,
    place: entityVillage,
    claims: entityClaims,
  }),
  handle({ command: AcknowledgeOrder, decide: acknowledge, subjects: entityConcerned }),
  handle({ command: ReplyRectification, decide: reply, subjects: entityConcerned }),
  handle({ command: RecheckRectification, decide: recheck }),
  handle({ command: ExtendDueDate, decide: extend }),
  handle({ command: CorrectDueDate, decide: correctDueDate }),
  handle({ command: CloseRectification, decide: close }),
  handle({ command: ReopenRectification, decide: reopen, facts: reopeningFacts }),
  handle({ command: DeclareRectificationFailed, decide: declareFailed, facts: failureFacts }),
  handle({ command: WithdrawRectification, decide: withdraw }),
  handle({ command: VoidRectification, decide: annul, facts: consequenceFacts }),
  handle({ command: MarkRectificationOverdue, decide: markOverdue }),
]);
