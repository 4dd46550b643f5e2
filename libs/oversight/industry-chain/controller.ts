import { questionsAt } from '@http/controllers';
import { IndustryChains } from './queries';

export const IndustryChainQuestions = questionsAt('coverage/industry-chains', '覆盖率 Coverage', [
  [IndustryChains, ''],
]);
