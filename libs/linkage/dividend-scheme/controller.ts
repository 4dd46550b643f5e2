import { commandsAt, questionsAt } from '@http/controllers';
import { handledDividendScheme } from './aggregate';
import { AdoptDividendScheme, DraftDividendScheme, ReviseDividendScheme } from './commands';
import { DividendSchemeEntry, DividendSchemeList, HoldingExplanation } from './queries';

const TAG = '分红方案 Dividend schemes';

export const DividendSchemeCommands = commandsAt('dividend-schemes', TAG, handledDividendScheme, [
  [DraftDividendScheme, ''],
  [AdoptDividendScheme, ':id/adopt'],
  [ReviseDividendScheme, ':id/revise'],
]);

export const DividendSchemeQuestions = questionsAt('dividend-schemes', TAG, [
  [DividendSchemeList, ''],
  [DividendSchemeEntry, ':id'],
  [HoldingExplanation, ':id/holders/:householdId/explain'],
]);
