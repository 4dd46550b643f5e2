import type { ContextModule } from '@query/context-module';
import { CoverageQuestions } from './controller';
import { coverage } from './projector';
import { coverageAnswers } from './queries';

export const coverageModule: ContextModule = {
  name: 'coverage',
  projectors: [coverage],
  answers: coverageAnswers,
  controllers: [CoverageQuestions],
};
