import { questionsAt } from '@http/controllers';
import { CooperativesToBind } from './queries';

export const ReBindingQuestions = questionsAt('re-homings', '重新安置 ReHoming', [
  [CooperativesToBind, 'cooperatives'],
]);
