import { questionsAt } from '@http/controllers';
import { SeparationOfDuties } from './queries';

export const SeparationOfDutiesQuestions = questionsAt(
  'separation-of-duties',
  '不相容岗位分离 SeparationOfDuties',
  [[SeparationOfDuties, '']],
);
