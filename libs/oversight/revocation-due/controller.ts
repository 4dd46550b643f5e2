import { questionsAt } from '@http/controllers';
import { RevocationDueList } from './queries';

export const RevocationDueQuestions = questionsAt('revocations-due', '取消资格 RevocationsDue', [
  [RevocationDueList, ''],
]);
