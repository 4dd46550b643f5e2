import type { ContextModule } from '@query/context-module';
import { handledHousehold } from './aggregate';
import { HouseholdCommands, HouseholdQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { householdRegister } from './projector';
import { householdAnswers } from './queries';

export const householdModule: ContextModule = {
  name: 'household',
  handled: handledHousehold,
  lifecycle,
  projectors: [householdRegister],
  answers: householdAnswers,
  controllers: [HouseholdCommands, HouseholdQuestions],
};
