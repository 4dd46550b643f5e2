import { commandsAt, questionsAt } from '@http/controllers';
import { handledRectification } from './aggregate';
import {
  AcknowledgeOrder,
  CloseRectification,
  DeclareRectificationFailed,
  ExtendDueDate,
  MarkRectificationOverdue,
  OrderRectification,
  RecheckRectification,
  ReopenRectification,
  ReplyRectification,
} from './commands';
import { RectificationBoard, RectificationEntry } from './queries';

const TAG = '整改 Rectifications';

export const RectificationCommands = commandsAt('rectifications', TAG, handledRectification, [
  [OrderRectification, ''],
  [AcknowledgeOrder, ':id/acknowledge'],
  [ReplyRectification, ':id/reply'],
  [RecheckRectification, ':id/recheck'],
  [ExtendDueDate, ':id/extend'],
  [CloseRectification, ':id/close'],
  [ReopenRectification, ':id/reopen'],
  [DeclareRectificationFailed, ':id/declare-failed'],
  [MarkRectificationOverdue, ':id/mark-overdue'],
]);

export const RectificationQuestions = questionsAt('rectifications', TAG, [
  [RectificationBoard, ''],
  [RectificationEntry, ':id'],
]);
