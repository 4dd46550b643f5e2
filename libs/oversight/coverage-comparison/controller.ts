import { questionsAt } from '@http/controllers';
import { CoverageComparison } from './queries';

export const CoverageComparisons = questionsAt('coverage/comparison', '覆盖率 Coverage', [
  [CoverageComparison, ''],
]);
