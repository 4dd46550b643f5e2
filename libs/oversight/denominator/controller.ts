import { questionsAt } from '@http/controllers';
import { DenominatorMovement } from './queries';

export const DenominatorQuestions = questionsAt('coverage/denominator-movements', '覆盖率 Coverage', [
  [DenominatorMovement, ''],
]);
