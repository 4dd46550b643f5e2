import type { ContextModule } from '@query/context-module';
import { handledAccessToken } from './aggregate';
import { accessTokenCommands, AccessTokenQuestions } from './controller';
import type { ForPrograms } from './facts';
import { lifecycle } from './lifecycle';
import { accessTokenRegister } from './projector';
import { accessTokenAnswers } from './queries';

/** What a program may be given only the house as a whole can tell. */
export const accessTokenModule = (forPrograms: ForPrograms): ContextModule => {
  const handled = handledAccessToken(forPrograms);
  return {
    ...{ name: 'access-token', handled, projectors: [accessTokenRegister], answers: accessTokenAnswers },
    lifecycle,
    controllers: [accessTokenCommands(handled), AccessTokenQuestions],
  };
};
