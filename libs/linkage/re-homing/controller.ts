import { questionsAt } from '@http/controllers';
import { CooperativesToBind, ReHomingList } from './queries';

export const ReHomingQuestions = questionsAt('re-homings', '重新安置 ReHoming', [
  [ReHomingList, ''],
  [CooperativesToBind, 'cooperatives'],
]);
