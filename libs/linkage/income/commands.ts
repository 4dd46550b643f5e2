import type { Role } from '@kernel/actor';
import type { Quarter } from '@kernel/calendar-date';
import {
  INCOME_ITEMS,
  INDUSTRIES,
  LINKAGE_FORMS,
  type IncomeItem,
  type Industry,
  type LinkageForm,
} from '@kernel/linkage';
import { IsFen, IsId, IsIdList, IsOneOf, IsPart, IsText, IsWhole, Optional } from '@validation/fields';
import { WITHDRAWAL_CAUSES, type WithdrawalCause } from './events';

const QUARTERS = [1, 2, 3, 4] as const;
const RECORDERS: readonly Role[] = ['VILLAGE_INFORMANT', 'TOWN_INFORMANT'];
const LARGEST_HOUSEHOLD = 50;

/** The quarterly sheet: fen by item code a1…e4; an item that is not named is 0. */
export class IncomeItemsPart {
  [item: string]: number;
}
for (const item of INCOME_ITEMS) {
  Optional()(IncomeItemsPart.prototype, item);
  IsFen()(IncomeItemsPart.prototype, item);
}

export class RecordIncome {
  static readonly title = '登记季度收入';
  static readonly sentBy = RECORDERS;
  static readonly byPrograms = true;

  @IsId() householdId!: string;
  @IsWhole(2000, 2100) year!: number;
  @IsOneOf(QUARTERS) quarter!: Quarter;
  /** At the end of the quarter. */
  @IsWhole(1, LARGEST_HOUSEHOLD) populationCount!: number;
  @IsPart(() => IncomeItemsPart) items!: IncomeItemsPart;
  /** Why a large change against the year before is right. */
  @Optional() @IsText(500) outlierComment?: string;
}

const CORRECTIONS = ['RECORDING_ERROR', 'LATE_EVIDENCE', 'OBJECTION', 'INSPECTION'] as const;
export type Correction = (typeof CORRECTIONS)[number];

/**
 * Replaces the quarter's sheet; what was published stays published. The same sheet again says that it is right as it stands, where
 * something was withdrawn that it may count. The reason travels with the command.
 */
export class CorrectIncome {
  static readonly title = '更正季度收入';
  static readonly sentBy = RECORDERS;

  @IsOneOf(QUARTERS) quarter!: Quarter;
  @IsWhole(1, LARGEST_HOUSEHOLD) populationCount!: number;
  @IsPart(() => IncomeItemsPart) items!: IncomeItemsPart;
  @IsOneOf(CORRECTIONS) corrects!: Correction;
  /** The event whose sheet is wrong, as the history of the income names it. */
  @Optional() @IsId() correctsEventId?: string;
}

/** The sheet is another household's or another quarter's: the quarter is not recorded any more. The reason travels with the command. */
export class VoidIncome {
  static readonly title = '撤销误记季度收入';
  static readonly sentBy = RECORDERS;

  @IsOneOf(QUARTERS) quarter!: Quarter;
}

export class BookedPart {
  @IsOneOf(LINKAGE_FORMS) form!: LinkageForm;
  @IsOneOf(INDUSTRIES) industry!: Industry;
}

/** A process asks when an entity has paid or delivered; SYSTEM may always send. */
export class SuggestIncome {
  static readonly title = '提示可能的收入';
  static readonly sentBy: readonly Role[] = [];

  @IsId() suggestionId!: string;
  @IsId() householdId!: string;
  @IsWhole(2000, 2100) year!: number;
  @IsOneOf(QUARTERS) quarter!: Quarter;
  @Optional() @IsOneOf(INCOME_ITEMS) item?: IncomeItem;
  /** What the entity booked, where the place decides which income that is. */
  @Optional() @IsPart(() => BookedPart) booked?: BookedPart;
  @IsFen(1) amountFen!: number;
  @IsText(200) source!: string;
}

/** A process asks when what was paid or delivered has been taken back, wholly or in part. */
export class WithdrawSuggestion {
  static readonly title = '撤回收入提示';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdId!: string;
  @IsWhole(2000, 2100) year!: number;
  /** All that one payment or benefit may have suggested. */
  @IsIdList() suggestionIds!: string[];
  /** What still stands of the payment or benefit. */
  @IsFen() leftFen!: number;
  @IsOneOf(WITHDRAWAL_CAUSES) cause!: WithdrawalCause;
}

/** The household got it, and it is not in the sheet yet. */
export class AcceptSuggestion {
  static readonly title = '采纳收入提示';
  static readonly sentBy = RECORDERS;

  @IsId() suggestionId!: string;
}

/** The household did not get it, or it is in the sheet already. The reason travels with the command. */
export class DeclineSuggestion {
  static readonly title = '不采纳收入提示';
  static readonly sentBy = RECORDERS;

  @IsId() suggestionId!: string;
}
