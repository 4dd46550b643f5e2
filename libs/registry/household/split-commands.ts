import type { Role } from '@kernel/actor';
import { IsId, IsIdList, IsListOf, IsOneOf, IsRegisterNo, IsSetOf, IsWhole } from '@validation/fields';
import { HELD_FACTS, type HeldFact } from './events';
import { RELATIONS } from './member';

/** How many people a household counts from then on. */
export class Counted {
  @IsWhole(1, 30) populationCount!: number;
  @IsWhole(0, 30) labourCount!: number;
}

export class RelatedPart {
  @IsId() personId!: string;
  @IsOneOf(RELATIONS) relationToHead!: (typeof RELATIONS)[number];
}

/** 分户 was decided: some of its people leave a household for one of their own. */
export class SeparateMembers extends Counted {
  static readonly title = '分出家庭成员';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdSplitId!: string;
  @IsId() newHouseholdId!: string;
  @IsRegisterNo(40) newHouseholdNo!: string;
  /** All who leave, the head of the new household first. */
  @IsIdList() personIds!: string[];
}

/** The household of those who have left another by 分户. */
export class RegisterSplitHousehold extends Counted {
  static readonly title = '登记分出的农户';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdSplitId!: string;
  @IsId() splitFrom!: string;
  @IsRegisterNo(40) householdNo!: string;
  @IsId() headId!: string;
  /** Everybody else, by what they are to the head. */
  @IsListOf(() => RelatedPart, 0) members!: RelatedPart[];
  /** What the household was known for that is true of the new one too. */
  @IsSetOf(HELD_FACTS, 0) facts!: HeldFact[];
}
