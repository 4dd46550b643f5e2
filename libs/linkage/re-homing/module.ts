import type { ContextModule } from '@query/context-module';
import { ReHomingQuestions } from './controller';
import { reHoming } from './projector';
import { reHomingAnswers, reHomingConsequences } from './queries';

export const reHomingModule: ContextModule = {
  name: 're-homing',
  projectors: [reHoming],
  answers: reHomingAnswers,
  consequences: reHomingConsequences,
  controllers: [ReHomingQuestions],
};
