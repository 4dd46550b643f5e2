import { commandsAt, questionsAt } from '@http/controllers';
import { handledErasure } from './aggregate';
import { ApproveErasure, RefuseErasure, RequestErasure, WithdrawErasure } from './commands';
import { ErasureEntry, ErasureList } from './queries';

const TAG = '个人信息删除 Erasures';

export const ErasureCommands = commandsAt('erasures', TAG, handledErasure, [
  [RequestErasure, ''],
  [ApproveErasure, ':id/approve'],
  [RefuseErasure, ':id/refuse'],
  [WithdrawErasure, ':id/withdraw'],
]);

export const ErasureQuestions = questionsAt('erasures', TAG, [
  [ErasureList, ''],
  [ErasureEntry, ':id'],
]);
