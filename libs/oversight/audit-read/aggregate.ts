import { READING_WATCHERS } from '@kernel/actor';
import { handled, type Handled } from '@command/handling';
import { RecordAuditRead } from './commands';
import { record } from './decider';
import { traceFacts } from './facts';
import { auditReadRefusals } from './refusals';
import { auditRead } from './state';

export const handledAuditRead: Handled = {
  readBy: READING_WATCHERS,
  ...handled(auditRead, auditReadRefusals, (handle) => [
    handle({
      command: RecordAuditRead,
      decide: record,
      creates: (_command, commandId) => commandId,
      place: ({ scope }) => scope,
      facts: traceFacts,
    }),
  ]),
};
