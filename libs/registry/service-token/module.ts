import type { ContextModule } from '@query/context-module';
import { handledServiceToken } from './aggregate';
import { ServiceTokenCommands, ServiceTokenQuestions } from './controller';
import { serviceTokenRegister } from './projector';
import { serviceTokenAnswers } from './queries';

export const serviceTokenModule: ContextModule = {
  name: 'service-token',
  handled: handledServiceToken,
  projectors: [serviceTokenRegister],
  answers: serviceTokenAnswers,
  controllers: [ServiceTokenCommands, ServiceTokenQuestions],
};
