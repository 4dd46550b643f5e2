import type { ContextModule } from '@query/context-module';
import { handledEvidencePackage } from './aggregate';
import { EvidencePackageQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { evidencePackages } from './projector';
import { evidencePackageAnswers } from './queries';

export const evidencePackageModule: ContextModule = {
  name: 'evidence-package',
  handled: handledEvidencePackage,
  lifecycle,
  projectors: [evidencePackages],
  answers: evidencePackageAnswers,
  controllers: [EvidencePackageQuestions],
};
