import type { ContextModule } from '@query/context-module';
import { CoreVillageQuestions } from './controller';
import { coreVillageAnswers } from './queries';

export const coreVillageModule: ContextModule = {
  name: 'core-village',
  answers: coreVillageAnswers,
  controllers: [CoreVillageQuestions],
};
