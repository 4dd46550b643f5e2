import type { ContextModule } from '@query/context-module';
import { RevocationDueQuestions } from './controller';
import { revocationDue } from './projector';
import { revocationDueAnswers } from './queries';

export const revocationDueModule: ContextModule = {
  name: 'revocation-due',
  projectors: [revocationDue],
  answers: revocationDueAnswers,
  controllers: [RevocationDueQuestions],
};
