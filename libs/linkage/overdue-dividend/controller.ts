import { questionsAt } from '@http/controllers';
import { OverdueByEntity, UndeclaredDividendList, UnjudgedDividendList } from './queries';

export const OverdueDividendQuestions = questionsAt('distributions', '分红 Distributions', [
  [OverdueByEntity, 'overdue-by-entity'],
  [UndeclaredDividendList, 'undeclared'],
  [UnjudgedDividendList, 'unjudged'],
]);
