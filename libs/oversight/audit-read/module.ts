import type { ContextModule } from '@query/context-module';
import { handledAuditRead } from './aggregate';
import { AuditReadQuestions } from './controller';
import { auditReads } from './projector';
import { auditReadAnswers } from './queries';

export const auditReadModule: ContextModule = {
  name: 'audit-read',
  handled: handledAuditRead,
  projectors: [auditReads],
  answers: auditReadAnswers,
  controllers: [AuditReadQuestions],
};
