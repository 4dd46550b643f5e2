import type { ContextModule } from '@query/context-module';
import { IncomeFigureQuestions } from './controller';
import { figureAnswers } from './queries';

export const incomeFigureModule: ContextModule = {
  name: 'income-figure',
  answers: figureAnswers,
  controllers: [IncomeFigureQuestions],
};
