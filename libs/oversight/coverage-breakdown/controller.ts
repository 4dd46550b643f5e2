import { questionsAt } from '@http/controllers';
import { CoverageBreakdown, CoverageSeries } from './queries';

export const CoverageBreakdownQuestions = questionsAt('coverage/breakdowns', '覆盖率 Coverage', [
  [CoverageBreakdown, 'by/:by'],
  [CoverageSeries, 'series'],
]);
