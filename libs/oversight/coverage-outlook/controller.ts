import { questionsAt } from '@http/controllers';
import { CoverageProgress, CoverageGain } from './queries';

export const CoverageOutlookQuestions = questionsAt('coverage/outlook', '覆盖率 Coverage', [
  [CoverageProgress, 'progress'],
  [CoverageGain, 'gains'],
]);
