import type { ContextModule } from '@query/context-module';
import { handledRectification } from './aggregate';
import { RectificationCommands, RectificationQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { rectificationClock, rectificationToAgreement } from './policy';
import { rectificationBoard } from './projector';
import { rectificationAnswers } from './queries';

export const rectificationModule: ContextModule = {
  name: 'rectification',
  handled: handledRectification,
  lifecycle,
  projectors: [rectificationBoard],
  policies: [rectificationClock, rectificationToAgreement],
  answers: rectificationAnswers,
  controllers: [RectificationCommands, RectificationQuestions],
};
