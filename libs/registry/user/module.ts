import type { ContextModule } from '@query/context-module';
import { handledUser } from './aggregate';
import { UserCommands, UserQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { userRegister } from './projector';
import { userAnswers } from './queries';

export const userModule: ContextModule = {
  name: 'user',
  handled: handledUser,
  lifecycle,
  projectors: [userRegister],
  answers: userAnswers,
  controllers: [UserCommands, UserQuestions],
};
