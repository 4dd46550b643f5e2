import { commandsAt, questionsAt } from '@http/controllers';
import { handledDivision } from './aggregate';
import { MergeDivision, RecodeDivision, RegisterDivision, RenameDivision, SplitDivision } from './commands';
import { DivisionEntry, DivisionList } from './queries';

const TAG = '行政区划 Divisions';

export const DivisionCommands = commandsAt('divisions', TAG, handledDivision, [
  [RegisterDivision, ''],
  [RenameDivision, ':id/rename'],
  [MergeDivision, ':id/merge'],
  [SplitDivision, ':id/split'],
  [RecodeDivision, ':id/recode'],
]);

export const DivisionQuestions = questionsAt('divisions', TAG, [
  [DivisionList, ''],
  [DivisionEntry, ':code'],
]);
