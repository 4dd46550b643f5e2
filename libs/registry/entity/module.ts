import type { ContextModule } from '@query/context-module';
import { handledEntity } from './aggregate';
import { EntityCommands, EntityQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { entityRegister } from './projector';
import { entityAnswers } from './queries';

export const entityModule: ContextModule = {
  name: 'entity',
  handled: handledEntity,
  lifecycle,
  projectors: [entityRegister],
  answers: entityAnswers,
  controllers: [EntityCommands, EntityQuestions],
};
