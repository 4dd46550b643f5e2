import type { ContextModule } from '@query/context-module';
import { handledEvidencePackage } from './aggregate';
import { EvidencePackageQuestions } from './controller';
import { evidencePackages } from './projector';
import { evidencePackageAnswers } from './queries';

export const evidencePackageModule: ContextModule = {
  name: 'evidence-package',
  handled: handledEvidencePackage,
  projectors: [evidencePackages],
  answers: evidencePackageAnswers,
  controllers: [EvidencePackageQuestions],
};
