import { commandsAt, questionsAt } from '@http/controllers';
import { handledAuditRead } from './aggregate';
import { RecordAuditRead } from './commands';
import { AuditReadList } from './queries';

const TAG = '审计查阅记录 AuditReads';

export const AuditReadCommands = commandsAt('audit-reads', TAG, handledAuditRead, [[RecordAuditRead, '']]);

export const AuditReadQuestions = questionsAt('audit-reads', TAG, [[AuditReadList, '']]);
