import type { ContextModule } from '@query/context-module';
import { ReHomingQuestions } from './controller';
import { reHoming } from './projector';
import { reHomingAnswers } from './queries';

export const reHomingModule: ContextModule = {
  name: 're-homing',
  projectors: [reHoming],
  answers: reHomingAnswers,
  controllers: [ReHomingQuestions],
};
