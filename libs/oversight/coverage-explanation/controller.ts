import { questionsAt } from '@http/controllers';
import { CoverageExplanation } from './queries';

export const CoverageExplanations = questionsAt('coverage/explain', '覆盖率 Coverage', [
  [CoverageExplanation, ''],
]);
