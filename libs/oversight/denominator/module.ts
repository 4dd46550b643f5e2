import type { ContextModule } from '@query/context-module';
import { DenominatorQuestions } from './controller';
import { denominatorAnswers } from './queries';

export const denominatorModule: ContextModule = {
  name: 'denominator',
  answers: denominatorAnswers,
  controllers: [DenominatorQuestions],
};
