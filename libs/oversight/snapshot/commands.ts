import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { IsDate, IsDivision, IsOneOf, IsText } from '@validation/fields';
import { SNAPSHOT_KINDS, type SnapshotKind } from './events';

/** Publishes a bulletin's figures: which question, true on which day, known by the end of which day. */
export class PublishSnapshot {
  static readonly title = '发布通报快照';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];

  @IsOneOf(SNAPSHOT_KINDS) kind!: SnapshotKind;
  @IsDivision() division!: DivisionCode;
  @IsDate() asOf!: CalendarDate;
  @IsDate() knownAt!: CalendarDate;
  /** 通报文号, unique in the division. */
  @IsText(100) bulletinNo!: string;
}
