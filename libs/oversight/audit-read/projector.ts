import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { metadataText } from '@event-store/event-store';
import type { Recorded } from '@projection/fold';
import { put, type Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { AuditReadEvent } from './events';

export const AUDIT_READS = 'audit-reads';

export type AuditReadRow = Document & {
  /** Where the auditor acts. */
  readonly division: string;
  readonly auditor: string;
  readonly post: string | null;
  readonly question: string;
  readonly asked: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly day: CalendarDate;
  readonly recordedAt: string;
};

/** One line for each question, also where it was asked in vain. */
export const auditReads: Projector = {
  name: 'audit-read',
  version: 1,
  categories: ['auditRead'],
  collections: {
    [AUDIT_READS]: {
      indexes: [
        { fields: ['division', 'recordedAt'] },
        { fields: ['auditor', 'recordedAt'] },
        { fields: ['post', 'recordedAt'] },
      ],
    },
  },
  needs: () => [],
  project: (event) => {
    const { data, id } = event as Recorded<AuditReadEvent>;
    const { scope: division, auditor, post, question, asked, requestId } = data;
    const recordedAt = metadataText(event, 'recordedAt');
    const day = recordedDate(recordedAt);
    return [put(AUDIT_READS, { id, division, auditor, post, question, asked, requestId, day, recordedAt })];
  },
};
