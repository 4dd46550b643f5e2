import type { ContextModule } from '@query/context-module';
import { handledEntity } from './aggregate';
import { EntityCommands, EntityQuestions } from './controller';
import { entityRegister } from './projector';
import { entityAnswers } from './queries';

export const entityModule: ContextModule = {
  name: 'entity',
  handled: handledEntity,
  projectors: [entityRegister],
  answers: entityAnswers,
  controllers: [EntityCommands, EntityQuestions],
};
