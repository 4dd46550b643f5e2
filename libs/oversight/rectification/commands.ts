import { IsBoolean } from 'class-validator';
import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { IsDate, IsId, IsIdList, IsOneOf, IsText, IsTextList, Optional } from '@validation/fields';
import { RECTIFICATION_SOURCES, type RectificationSource } from './events';

const ORDERERS: readonly Role[] = ['SUPERVISOR', 'AGRI_BUREAU'];
const ANSWERERS: readonly Role[] = ['ENTITY_MANAGER', 'TOWN_INFORMANT'];

export class OrderRectification {
  static readonly title = '下达整改';
  static readonly sentBy = ORDERERS;

  @IsOneOf(RECTIFICATION_SOURCES) source!: RectificationSource;
  /** The evaluation, inspection or report it comes from. */
  @Optional() @IsId() sourceId?: string;
  @IsId() entityId!: string;
  /** Besides those that the evaluation judges, which are always concerned. */
  @IsIdList(0) agreementIds!: string[];
  @IsText(50) problemCode!: string;
  @IsText() problem!: string;
  /** Where absent, as many days from the effective date as the parameter `rectification.days` says. */
  @Optional() @IsDate() dueDate?: CalendarDate;
}

export class AcknowledgeOrder {
  static readonly title = '签收整改单';
  static readonly sentBy = ANSWERERS;
}

export class ReplyRectification {
  static readonly title = '整改回复';
  static readonly sentBy = ANSWERERS;

  @IsText() measures!: string;
  /** References of photos and papers. */
  @IsTextList(0) evidence!: string[];
}

export class RecheckRectification {
  static readonly title = '整改复核';
  static readonly sentBy: readonly Role[] = [...ORDERERS, 'TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsBoolean() passed!: boolean;
  @IsText() findings!: string;
}

/** By the superior of who ordered it, once. */
export class ExtendDueDate {
  static readonly title = '延长整改期限';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER', 'SUPERVISOR', 'CITY_SUPERVISOR'];

  @IsDate() dueDate!: CalendarDate;
}

/** What was mistyped, by whoever set it; more time is given by an extension alone. The reason travels with the command. */
export class CorrectDueDate {
  static readonly title = '更正整改期限';
  static readonly sentBy: readonly Role[] = [...ORDERERS, 'COUNTY_SIGNER', 'CITY_SUPERVISOR'];

  @IsDate() dueDate!: CalendarDate;
}

/** 销号 */
export class CloseRectification {
  static readonly title = '整改销号';
  static readonly sentBy = ORDERERS;
}

export class ReopenRectification {
  static readonly title = '重启整改';
  static readonly sentBy = ORDERERS;

  @IsDate() dueDate!: CalendarDate;
}

/** S2: 「整改不到位」; what may follow is the termination of the agreements (R18). */
export class DeclareRectificationFailed {
  static readonly title = '认定整改不到位';
  static readonly sentBy: readonly Role[] = [...ORDERERS, 'COUNTY_SIGNER'];

  @IsText(100) decisionNo!: string;
}

/** By whoever ordered it, for the wrong entity or without cause. The reason travels with the command. */
export class WithdrawRectification {
  static readonly title = '撤回整改';
  static readonly sentBy = ORDERERS;
}

/** By the county, not by whoever ordered it; also after it failed, as long as nothing was decided for that. */
export class VoidRectification {
  static readonly title = '撤销整改';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  @IsText(100) decisionNo!: string;
}

/** A clock asks; SYSTEM may always send. */
export class MarkRectificationOverdue {
  static readonly title = '整改逾期';
  static readonly sentBy: readonly Role[] = [];
}
