import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';
import { IsDate, IsDivision, IsText, Optional } from '@validation/fields';
import { IsDefined } from 'class-validator';

/** Adopts a value for a place from a day on; a value in force there on that day is superseded, never changed. */
export class SetPolicyParameter {
  static readonly title = '设定政策参数';
  static readonly sentBy: readonly Role[] = ['ADMIN'];

  @IsText(100) key!: string;
  @IsDivision() scope!: DivisionCode;
  @IsDefined() value!: Json;
  @IsDate() effectiveFrom!: CalendarDate;
  @Optional() @IsDate() effectiveTo?: CalendarDate;
  @IsText() sourceDocument!: string;
  @Optional() @IsText() clause?: string;
  @IsText(200) approvedBy!: string;
}
