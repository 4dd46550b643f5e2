import type { ContextModule } from '@query/context-module';
import { handledHousehold } from './aggregate';
import { HouseholdCommands, HouseholdQuestions } from './controller';
import { householdRegister } from './projector';
import { householdAnswers } from './queries';

export const householdModule: ContextModule = {
  name: 'household',
  handled: handledHousehold,
  projectors: [householdRegister],
  answers: householdAnswers,
  controllers: [HouseholdCommands, HouseholdQuestions],
};
