import type { ContextModule } from '@query/context-module';
import { handledHouseholdBinding } from './aggregate';
import { HouseholdBindingCommands, HouseholdBindingQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { householdBindingKeeper } from './policy';
import { householdBindingLedger } from './projector';
import { householdBindingAnswers } from './queries';

export const householdBindingModule: ContextModule = {
  name: 'household-binding',
  handled: handledHouseholdBinding,
  lifecycle,
  projectors: [householdBindingLedger],
  policies: [householdBindingKeeper],
  answers: householdBindingAnswers,
  controllers: [HouseholdBindingCommands, HouseholdBindingQuestions],
};
