import type { Role } from '@kernel/actor';
import { IsFen, IsId, IsListOf, IsOneOf, IsPart, IsText, IsWhole, Optional } from '@validation/fields';
import { SharePart } from '@validation/share';
import { IsYearDay } from '@validation/year-day';
import { SCHEME_MODES, type SchemeMode } from './events';

const DRAFTERS: readonly Role[] = ['ENTITY_MANAGER', 'VILLAGE_COMMITTEE'];
/** Shares that one household may hold. */
const MOST = 1_000_000_000;

export class BeneficiaryPart {
  @IsId() householdId!: string;
  @IsWhole(1, MOST) shares!: number;
}

export class SchemeTermsPart {
  @IsOneOf(SCHEME_MODES) mode!: SchemeMode;
  @IsFen() principalFen!: number;
  @Optional() @IsPart(() => SharePart) annualRate?: SharePart;
  @Optional() @IsPart(() => SharePart) poolShare?: SharePart;
  /** Fiscal money that is the principal and is counted as shares (S2: 70 % to the households). */
  @Optional() @IsFen(1) fiscalFundFen?: number;
  @Optional() @IsPart(() => SharePart) patronageShare?: SharePart;
  @IsListOf(() => BeneficiaryPart) beneficiaries!: BeneficiaryPart[];
  @IsWhole(1, 12) timesPerYear!: number;
  @IsYearDay() payDay!: string;
}

export class DraftDividendScheme {
  static readonly title = '起草分红方案';
  static readonly sentBy = DRAFTERS;
  static readonly byPrograms = true;

  @IsId() entityId!: string;
  @Optional() @IsId() agreementId?: string;
  @IsPart(() => SchemeTermsPart) terms!: SchemeTermsPart;
}

/** By the village, with the minutes of its meeting (四议两公开), or by the town that has checked them. */
export class AdoptDividendScheme {
  static readonly title = '议定分红方案';
  static readonly sentBy: readonly Role[] = ['VILLAGE_COMMITTEE', 'TOWN_INFORMANT'];

  @IsText(200) minutesRef!: string;
}

/** S1: 「调整分配方案」. */
export class ReviseDividendScheme {
  static readonly title = '调整分红方案';
  static readonly sentBy = DRAFTERS;
  static readonly byPrograms = true;

  @IsPart(() => SchemeTermsPart) terms!: SchemeTermsPart;
}

/** The entity was merged into another (4.16), which goes on with the scheme. */
export class SucceedSchemeEntity {
  static readonly title = '分红方案主体承继';
  static readonly sentBy: readonly Role[] = [];

  @IsId() entityId!: string;
  @IsId() successorId!: string;
}
