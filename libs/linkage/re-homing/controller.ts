import { questionsAt } from '@http/controllers';
import { ReHomingList } from './queries';

export const ReHomingQuestions = questionsAt('re-homings', '重新安置 ReHoming', [[ReHomingList, '']]);
