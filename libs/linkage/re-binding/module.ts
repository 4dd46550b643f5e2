import type { ContextModule } from '@query/context-module';
import { ReBindingQuestions } from './controller';
import { cooperativesToBind } from './projector';
import { reBindingAnswers } from './queries';

export const reBindingModule: ContextModule = {
  name: 're-binding',
  projectors: [cooperativesToBind],
  answers: reBindingAnswers,
  controllers: [ReBindingQuestions],
};
