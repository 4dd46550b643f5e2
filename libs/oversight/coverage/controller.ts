import { questionsAt } from '@http/controllers';
import { CoverageFigure } from './queries';

export const CoverageQuestions = questionsAt('coverage', '覆盖率 Coverage', [[CoverageFigure, '']]);
