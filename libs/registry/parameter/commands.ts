import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import type { Json } from '@kernel/json';
import { IsDate, IsDivision, IsId, IsListOf, IsSetOf, IsText, Optional } from '@validation/fields';
import { IsDefined } from 'class-validator';
import { OFFERED_KEYS, type ParameterKey } from './catalogue';

const PROPOSING: readonly Role[] = ['ADMIN'];
/** The county government, and the bureau that leads what the parameters govern (S0 牵头部门). */
const DECIDING: readonly Role[] = ['COUNTY_SIGNER', 'AGRI_BUREAU'];

/** Puts forward a value for a place from a day on; it holds when somebody else has approved it. */
export class ProposePolicyParameter {
  static readonly title = '提出政策参数';
  static readonly sentBy = PROPOSING;

  @IsText(100) key!: string;
  @IsDivision() scope!: DivisionCode;
  @IsDefined() value!: Json;
  @IsDate() effectiveFrom!: CalendarDate;
  @Optional() @IsDate() effectiveTo?: CalendarDate;
  @IsText() sourceDocument!: string;
  @Optional() @IsText() clause?: string;
}

abstract class OfProposal {
  @IsText(100) key!: string;
  @IsId() entryId!: string;
}

/** The value holds from its day on; a value in force there on that day is superseded, never changed. */
export class ApprovePolicyParameter extends OfProposal {
  static readonly title = '批准政策参数';
  static readonly sentBy = DECIDING;
}

export class RefusePolicyParameter extends OfProposal {
  static readonly title = '不予批准政策参数';
  static readonly sentBy = DECIDING;
}

/** By who proposed it. */
export class WithdrawPolicyParameter extends OfProposal {
  static readonly title = '撤回政策参数提议';
  static readonly sentBy = PROPOSING;
}

/** What one document decides. */
export class ProposePolicyParameters {
  static readonly title = '成批提出政策参数';
  static readonly sentBy = PROPOSING;

  @IsListOf(() => ProposePolicyParameter) proposals!: ProposePolicyParameter[];
}

/** What the catalogue offers a county that begins: of the keys named, of all that have an offer where none is named. */
export class ProposeOfferedParameters {
  static readonly title = '提出目录建议的政策参数';
  static readonly sentBy = PROPOSING;

  @Optional() @IsSetOf(OFFERED_KEYS) keys?: ParameterKey[];
  @IsDivision() scope!: DivisionCode;
  @IsDate() effectiveFrom!: CalendarDate;
  @IsText() sourceDocument!: string;
}

export class ApprovePolicyParameters {
  static readonly title = '成批批准政策参数';
  static readonly sentBy = DECIDING;

  @IsListOf(() => ApprovePolicyParameter) proposals!: ApprovePolicyParameter[];
}
