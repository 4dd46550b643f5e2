import type { ContextModule } from '@query/context-module';
import { SeparationOfDutiesQuestions } from './controller';
import { separationOfDuties } from './projector';
import { separationOfDutiesAnswers } from './queries';

export const separationOfDutiesModule: ContextModule = {
  name: 'separation-of-duties',
  projectors: [separationOfDuties],
  answers: separationOfDutiesAnswers,
  controllers: [SeparationOfDutiesQuestions],
};
