import type { ContextModule } from '@query/context-module';
import { AuditExports, AuditQuestions } from './controller';
import { auditAnswers } from './queries';

export const auditModule: ContextModule = {
  name: 'audit',
  answers: auditAnswers,
  controllers: [AuditQuestions, AuditExports],
};
