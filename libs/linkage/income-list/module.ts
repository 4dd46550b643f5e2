import type { ContextModule } from '@query/context-module';
import { withHeads } from '@registry/household/queries';
import { IncomeLists } from './controller';
import { incomeListAnswers } from './queries';

export const incomeListModule: ContextModule = {
  name: 'income-list',
  answers: withHeads(incomeListAnswers),
  controllers: [IncomeLists],
};
