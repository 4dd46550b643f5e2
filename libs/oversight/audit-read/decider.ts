import type { Decide } from '@kernel/decider';
import { require } from '@kernel/refusal';
import type { RecordAuditRead } from './commands';
import type { AuditReadEvent } from './events';
import type { TraceFacts } from './facts';
import type { AuditRead } from './state';

export const record: Decide<RecordAuditRead, AuditRead, AuditReadEvent, TraceFacts> = (
  { auditor, post = null, scope, question, requestId },
  before,
  { trace, today },
) => {
  require(before.scope === null, 'AUDIT_READ_RECORDED_ALREADY');
  const data = { auditor, post, scope, question, asked: trace, requestId, on: today };
  return [{ type: 'RecordsAudited', data }];
};
