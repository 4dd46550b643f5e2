import { questionsAt } from '@http/controllers';
import { CoverageHouseholds } from './queries';

export const CoverageListQuestions = questionsAt('coverage/households', '覆盖率 Coverage', [
  [CoverageHouseholds, ''],
]);
