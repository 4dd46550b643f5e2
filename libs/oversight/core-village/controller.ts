import { questionsAt } from '@http/controllers';
import { CoreVillageCoverage } from './queries';

export const CoreVillageQuestions = questionsAt('coverage/core-villages', '覆盖率 Coverage', [
  [CoreVillageCoverage, ''],
]);
