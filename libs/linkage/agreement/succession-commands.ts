import type { Role } from '@kernel/actor';
import { IsId, IsOneOf, IsWhole, Optional } from '@validation/fields';

const PLACES = ['INSTEAD', 'BESIDE'] as const;

/** A household that comes of one under the agreement stands under it too, or in its place. */
export class SucceedHousehold {
  static readonly title = '协议农户承继';
  static readonly sentBy: readonly Role[] = [];

  @IsId() householdId!: string;
  @IsId() successorId!: string;
  /** Of the successor; absent where it has several under this agreement. */
  @Optional() @IsId() bindingId?: string;
  /** Of the household before, or beside it. */
  @IsOneOf(PLACES) place!: (typeof PLACES)[number];
}

/** The entity was merged into another (4.16), which stands under the agreement in its place. */
export class SucceedEntity {
  static readonly title = '协议主体承继';
  static readonly sentBy: readonly Role[] = [];

  @IsId() entityId!: string;
  @IsId() successorId!: string;
  /** Last year for which the entity before was evaluated; absent where it never was. */
  @Optional() @IsWhole(2016, 2100) evaluatedThrough?: number;
}
