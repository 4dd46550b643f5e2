import { commandsAt, questionsAt } from '@http/controllers';
import { handledIncome } from './aggregate';
import { AcceptSuggestion, CorrectIncome, DeclineSuggestion, RecordIncome, VoidIncome } from './commands';
import { IncomeDecline, IncomeEntry, IncomeGrowth, IncomeList, IncomeRecording } from './queries';

const TAG = '收入 Incomes';

export const IncomeCommands = commandsAt('incomes', TAG, handledIncome, [
  [RecordIncome, ''],
  [CorrectIncome, ':id/correct'],
  [VoidIncome, ':id/void'],
  [AcceptSuggestion, ':id/accept-suggestion'],
  [DeclineSuggestion, ':id/decline-suggestion'],
]);

export const IncomeQuestions = questionsAt('incomes', TAG, [
  [IncomeList, ''],
  [IncomeGrowth, 'growth'],
  [IncomeDecline, 'decline'],
  [IncomeRecording, 'recording'],
  [IncomeEntry, ':id'],
]);
