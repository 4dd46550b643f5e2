import { commandsAt, questionsAt } from '@http/controllers';
import { handledHouseholdSplit } from './aggregate';
import { SplitHousehold } from './commands';
import { HouseholdSplitEntry, HouseholdSplitList } from './queries';

const TAG = '分户 HouseholdSplits';

export const HouseholdSplitCommands = commandsAt('household-splits', TAG, handledHouseholdSplit, [
  [SplitHousehold, ''],
]);

export const HouseholdSplitQuestions = questionsAt('household-splits', TAG, [
  [HouseholdSplitList, ''],
  [HouseholdSplitEntry, ':id'],
]);
