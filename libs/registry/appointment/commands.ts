import { ROLES, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { IsDate, IsDivision, IsId, IsLogin, IsOneOf, IsText, IsWhole, Optional } from '@validation/fields';
import { RELIEF_GROUNDS, type ReliefGround } from './events';

const ADMINISTERING: readonly Role[] = ['ADMIN'];
/** An auditor only reads, and answers for the post alone. */
const DELEGATING: readonly Role[] = STAFF.filter((role) => role !== 'AUDITOR');
const HELD_BY_PEOPLE = Object.keys(ROLES).filter((role) => role !== 'SYSTEM');

/** R28: 「各村(社区)明确1名村级信息员」, one for each town, one for the county. */
export class AppointOfficer {
  static readonly title = '任命';
  static readonly sentBy = ADMINISTERING;

  @IsOneOf(HELD_BY_PEOPLE) role!: Role;
  @IsDivision() division!: DivisionCode;
  @IsLogin() user!: string;
  /** 1 where the role has one seat in the place. */
  @Optional() @IsWhole(1, 99) seat?: number;
  /** The entity that an ENTITY_MANAGER, the household that a HOUSEHOLD speaks for. */
  @Optional() @IsId() subjectId?: string;
  @IsDate() from!: CalendarDate;
  @Optional() @IsDate() until?: CalendarDate;
  @Optional() @IsText(500) purpose?: string;
}

/** R28: the handover closes the old appointment the day before. */
export class HandOverPost {
  static readonly title = '岗位交接';
  static readonly sentBy = ADMINISTERING;

  @IsLogin() to!: string;
  @IsDate() from!: CalendarDate;
  @Optional() @IsDate() until?: CalendarDate;
  @Optional() @IsText(500) purpose?: string;
}

export class RelieveOfficer {
  static readonly title = '免去职务';
  static readonly sentBy = ADMINISTERING;

  @IsDate() lastDay!: CalendarDate;
  @IsOneOf(RELIEF_GROUNDS) ground!: ReliefGround;
}

/** Follows when somebody else heads the household or entity that the post speaks for, or nobody is left. */
export class RelieveFormerHead {
  static readonly title = '免去前任户主、负责人的代表岗位';
  static readonly sentBy: readonly Role[] = [];
}

/** Who is on leave does not act; a deputy may. */
export class GrantLeave {
  static readonly title = '准假';
  static readonly sentBy = ADMINISTERING;

  @IsDate() from!: CalendarDate;
  @IsDate() until!: CalendarDate;
}

export class EndLeave {
  static readonly title = '销假';
  static readonly sentBy = ADMINISTERING;

  @IsDate() lastDay!: CalendarDate;
}

/** With an end, by the one who holds the post or by the administration. */
export class GrantDelegation {
  static readonly title = '委托代行';
  static readonly sentBy = DELEGATING;

  @IsLogin() to!: string;
  @IsDate() from!: CalendarDate;
  @IsDate() until!: CalendarDate;
}

export class EndDelegation {
  static readonly title = '终止委托';
  static readonly sentBy = DELEGATING;

  @IsId() delegationId!: string;
  @IsDate() lastDay!: CalendarDate;
}
