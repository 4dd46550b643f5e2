import type { ContextModule } from '@query/context-module';
import { handledErasure } from './aggregate';
import { ErasureCommands, ErasureQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { erasureCertificate, erasureClock } from './policy';
import { erasureRegister } from './projector';
import { erasureAnswers } from './queries';

export const erasureModule: ContextModule = {
  name: 'erasure',
  handled: handledErasure,
  lifecycle,
  projectors: [erasureRegister],
  policies: [erasureClock, erasureCertificate],
  answers: erasureAnswers,
  controllers: [ErasureCommands, ErasureQuestions],
};
