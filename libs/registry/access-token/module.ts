import type { ContextModule } from '@query/context-module';
import { handledAccessToken } from './aggregate';
import { AccessTokenCommands, AccessTokenQuestions } from './controller';
import { accessTokenRegister } from './projector';
import { accessTokenAnswers } from './queries';

export const accessTokenModule: ContextModule = {
  name: 'access-token',
  handled: handledAccessToken,
  projectors: [accessTokenRegister],
  answers: accessTokenAnswers,
  controllers: [AccessTokenCommands, AccessTokenQuestions],
};
