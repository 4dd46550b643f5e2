import type { Role } from '@kernel/actor';
import { HELD_FACTS, RELATIONS, type HeldFact, type Relation } from '@registry/household/events';
import { IsId, IsListOf, IsOneOf, IsRegisterNo, IsPart, IsWhole } from '@validation/fields';
import { IsBoolean } from 'class-validator';

export class LeavingPart {
  @IsId() personId!: string;
  /** To the head of the new household. */
  @IsOneOf(RELATIONS) relationToHead!: Relation;
}

export class CountsPart {
  @IsWhole(1, 30) populationCount!: number;
  @IsWhole(0, 30) labourCount!: number;
}

export class DecidedFactPart {
  @IsOneOf(HELD_FACTS) fact!: HeldFact;
  /** True of the new household too. */
  @IsBoolean() follows!: boolean;
}

const HOUSEHOLDS = ['REMAINING', 'NEW'] as const;
type HouseholdAfter = (typeof HOUSEHOLDS)[number];

export class AssignedBindingPart {
  @IsId() bindingId!: string;
  @IsOneOf(HOUSEHOLDS) household!: HouseholdAfter;
}

export class AssignedDividendPart {
  @IsId() distributionId!: string;
  @IsOneOf(HOUSEHOLDS) household!: HouseholdAfter;
}

/**
 * 分户: some of its members leave a household, whose head stays, for one of their own. Of each thing that the household is known for,
 * of each of its bindings in force and of each dividend that it is still due, it is said which of the two has it; the reason travels with the command.
 */
export class SplitHousehold {
  static readonly title = '分户';
  /** Who decides categories and admits bindings. */
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];

  @IsId() householdId!: string;
  /** 户编号 of the new household; its id follows from it. */
  @IsRegisterNo(40) newHouseholdNo!: string;
  /** A member of the household, who heads the new one. */
  @IsId() headId!: string;
  /** Members who leave with them. */
  @IsListOf(() => LeavingPart, 0) members!: LeavingPart[];
  @IsPart(() => CountsPart) staying!: CountsPart;
  @IsPart(() => CountsPart) leaving!: CountsPart;
  @IsListOf(() => DecidedFactPart, 0) facts!: DecidedFactPart[];
  @IsListOf(() => AssignedBindingPart, 0) bindings!: AssignedBindingPart[];
  @IsListOf(() => AssignedDividendPart, 0) dividends!: AssignedDividendPart[];
}
