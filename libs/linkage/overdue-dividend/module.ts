import type { ContextModule } from '@query/context-module';
import { OverdueDividendQuestions } from './controller';
import { dividendPromises } from './projector';
import { overdueDividendAnswers } from './queries';

export const overdueDividendModule: ContextModule = {
  name: 'overdue-dividend',
  projectors: [dividendPromises],
  answers: overdueDividendAnswers,
  controllers: [OverdueDividendQuestions],
};
