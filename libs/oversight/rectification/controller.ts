import { commandsAt, questionsAt } from '@http/controllers';
import { handledRectification } from './aggregate';
import {
  AcknowledgeOrder,
  CloseRectification,
  CorrectDueDate,
  DeclareRectificationFailed,
  ExtendDueDate,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
  VoidRectification,
  WithdrawRectification,
} from './commands';
import { RectificationBoard, RectificationEntry } from './queries';

const TAG = '整改 Rectifications';

export const RectificationCommands = commandsAt('rectifications', TAG, handledRectification, [
  [OrderRectification, ''],
  [AcknowledgeOrder, ':id/acknowledge'],
  [ReplyRectification, ':id/reply'],
  [RecheckRectification, ':id/recheck'],
  [ExtendDueDate, ':id/extend'],
  [CorrectDueDate, ':id/correct-due-date'],
  [CloseRectification, ':id/close'],
  [ReopenRectification, ':id/reopen'],
  [DeclareRectificationFailed, ':id/declare-failed'],
  [WithdrawRectification, ':id/withdraw'],
  [VoidRectification, ':id/void'],
]);

export const RectificationQuestions = questionsAt('rectifications', TAG, [
  [RectificationBoard, ''],
  [RectificationEntry, ':id'],
]);
