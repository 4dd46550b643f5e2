import type { ContextModule } from '@query/context-module';
import { handledHouseholdSplit } from './aggregate';
import { HouseholdSplitCommands, HouseholdSplitQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { householdSplitting } from './policy';
import { householdSplitBook } from './projector';
import { householdSplitAnswers } from './queries';

export const householdSplitModule: ContextModule = {
  name: 'household-split',
  handled: handledHouseholdSplit,
  lifecycle,
  projectors: [householdSplitBook],
  answers: householdSplitAnswers,
  policies: [householdSplitting],
  controllers: [HouseholdSplitCommands, HouseholdSplitQuestions],
};
