import { questionsAt } from '@http/controllers';
import { AuditReadList } from './queries';

export const AuditReadQuestions = questionsAt('audit-reads', '审计查阅记录 AuditReads', [
  [AuditReadList, ''],
]);
