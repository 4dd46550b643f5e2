import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { IsDate, IsDivision, IsOneOf, IsText } from '@validation/fields';
import { SNAPSHOT_KINDS, type SnapshotKind } from './events';

const PUBLISHERS: readonly Role[] = ['COUNTY_INFORMANT'];

/** Publishes a bulletin's figures: which question, true on which day, known by the end of which day. */
export class PublishSnapshot {
  static readonly title = '发布通报快照';
  static readonly sentBy = PUBLISHERS;

  @IsOneOf(SNAPSHOT_KINDS) kind!: SnapshotKind;
  @IsDivision() division!: DivisionCode;
  @IsDate() asOf!: CalendarDate;
  @IsDate() knownAt!: CalendarDate;
  /** 通报文号, unique in the division. */
  @IsText(100) bulletinNo!: string;
}

/**
 * A note to a bulletin that was printed: its figures stay as they were published (3.4, 6), and how they differ by what was known at the
 * end of the day is told beside it. The reason travels with the command.
 */
export class AmendSnapshot {
  static readonly title = '更正通报';
  static readonly sentBy = PUBLISHERS;

  /** As it is told to who has the bulletin. */
  @IsText() note!: string;
  @IsDate() knownAt!: CalendarDate;
}
