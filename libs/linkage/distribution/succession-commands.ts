import type { Role } from '@kernel/actor';
import { IsId, IsText } from '@validation/fields';

/** What is unpaid is due to a household that came of the one it was reckoned for. */
export class PassDividendLine {
  static readonly title = '未付分红转由承继农户领取';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdId!: string;
  @IsId() successorId!: string;
  @IsText(40) successorNo!: string;
}

/** The entity was merged into another (4.16), which pays what is due. */
export class SucceedDistributionEntity {
  static readonly title = '分红主体承继';
  static readonly sentBy: readonly Role[] = [];

  @IsId() entityId!: string;
  @IsId() successorId!: string;
}
