import { STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { IsNewLogin } from '@validation/account-fields';
import { IsDate, IsDivision, IsOneOf, IsTextList } from '@validation/fields';
import { IsNetworkList } from '@validation/networks';

const ADMINISTERING: readonly Role[] = ['ADMIN'];

/** No program speaks for a household or an entity, audits or administers. */
const OF_PROGRAMS = STAFF.filter((role) => !['ADMIN', 'AUDITOR'].includes(role));

/** The answer bears the token; asked again with the same idempotency key it bears the same. */
export class IssueAccessToken {
  static readonly title = '签发访问令牌';
  static readonly sentBy = ADMINISTERING;

  @IsNewLogin() name!: string;
  @IsOneOf(OF_PROGRAMS) role!: Role;
  @IsDivision() division!: DivisionCode;
  @IsTextList() permissions!: string[];
  @IsNetworkList() addresses!: string[];
  @IsDate() until!: CalendarDate;
}

export class RevokeAccessToken {
  static readonly title = '撤销访问令牌';
  static readonly sentBy = ADMINISTERING;
}
