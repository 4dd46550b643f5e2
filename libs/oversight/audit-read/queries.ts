import { READING_WATCHERS } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { type AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import { IsDate, IsId, IsLogin, Optional } from '@validation/fields';
import { AUDIT_READS, type AuditReadRow } from './projector';

/** What auditors asked: by auditor, by the post they were opened, and by day. */
export class AuditReadList extends ListQuery {
  static readonly title = '审计查阅记录';
  static readonly askedBy = READING_WATCHERS;

  @Optional() @IsLogin() auditor?: string;
  @Optional() @IsId() post?: string;
  @Optional() @IsDate() day?: CalendarDate;
}

export const auditReadAnswers: readonly AnyAnswering[] = [
  listOf<AuditReadList, AuditReadRow>(AuditReadList, {
    projection: 'audit-read',
    collection: AUDIT_READS,
    kind: 'audit read',
    sort: [['recordedAt', -1]],
  }),
];
