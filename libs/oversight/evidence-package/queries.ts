import { READING_WATCHERS } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { AnyAnswering } from '@query/answering';
import { listOf, ListQuery } from '@query/register';
import { IsDate, IsLogin, IsOneOf, IsText, Optional } from '@validation/fields';
import type { EvidencePackageRow } from './projector';

const STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED'] as const;
type EvidencePackageState = (typeof STATES)[number];

/** Who asked for evidence on what, for whom and what for, and who took it away. */
export class EvidencePackageList extends ListQuery {
  static readonly title = '证据包申请与领取记录';
  static readonly askedBy = READING_WATCHERS;

  @Optional() @IsLogin() requestedBy?: string;
  @Optional() @IsLogin() takenBy?: string;
  /** What it is about. */
  @Optional() @IsText(100) name?: string;
  @Optional() @IsOneOf(STATES) state?: EvidencePackageState;
  /** Day of the request. */
  @Optional() @IsDate() day?: CalendarDate;
}

const shown = ({ takers: _sought, ...row }: EvidencePackageRow) => row;

export const evidencePackageAnswers: readonly AnyAnswering[] = [
  listOf<EvidencePackageList, EvidencePackageRow, ReturnType<typeof shown>>(EvidencePackageList, {
    projection: 'evidence-package',
    collection: 'evidence-packages',
    kind: 'evidence package',
    sort: [['requestedAt', -1]],
    conditions: { takenBy: (takers) => ({ takers }) },
    shown,
  }),
];
