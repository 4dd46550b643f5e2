import type { ContextModule } from '@query/context-module';
import { SealQuestions } from './controller';
import { sealAnswers } from './queries';

export const sealModule: ContextModule = {
  name: 'seal',
  answers: sealAnswers,
  controllers: [SealQuestions],
};
