import { questionsAt } from '@http/controllers';
import { SealByCode, SealList } from './queries';

export const SealQuestions = questionsAt('seals', '封签 Seals', [
  [SealList, ''],
  [SealByCode, ':code/statement'],
]);
