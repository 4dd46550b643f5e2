import { questionsAt } from '@http/controllers';
import { LossIf } from './queries';

export const CoverageLossQuestions = questionsAt('coverage/losses', '覆盖率 Coverage', [[LossIf, '']]);
