import { commandsAt, questionsAt } from '@http/controllers';
import { handledIncome } from './aggregate';
import { AcceptSuggestion, CorrectIncome, DeclineSuggestion, RecordIncome, VoidIncome } from './commands';
import { IncomeEntry, IncomeList } from './queries';

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
  [IncomeEntry, ':id'],
]);
