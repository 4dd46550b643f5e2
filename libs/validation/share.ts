import { IsWhole } from './fields';

const MOST = 1_000_000_000;

/** A rate or a part of a whole, as two whole numbers. */
export class SharePart {
  @IsWhole(0, MOST) numerator!: number;
  @IsWhole(1, MOST) denominator!: number;
}
