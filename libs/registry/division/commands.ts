import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { IsDivision, IsListOf, IsText } from '@validation/fields';

const KEPT_BY: readonly Role[] = ['ADMIN'];

/** Brings a code into use from the effective date on. */
export class RegisterDivision {
  static readonly title = '登记行政区划';
  static readonly sentBy = KEPT_BY;

  @IsDivision() code!: DivisionCode;
  @IsText(100) name!: string;
  /** List or notice it was taken from. */
  @IsText(500) source!: string;
}

export class RenameDivision {
  static readonly title = '行政区划更名';
  static readonly sentBy = KEPT_BY;

  @IsText(100) name!: string;
  @IsText(500) source!: string;
}

/** The code is used no longer; its place is taken by another that exists. */
export class MergeDivision {
  static readonly title = '行政区划合并';
  static readonly sentBy = KEPT_BY;

  @IsDivision() into!: DivisionCode;
  @IsText(500) source!: string;
}

export class DivisionPart {
  @IsDivision() code!: DivisionCode;
}

/** The code is used no longer; its place is taken by several that exist. */
export class SplitDivision {
  static readonly title = '行政区划拆分';
  static readonly sentBy = KEPT_BY;

  @IsListOf(() => DivisionPart, 2) into!: DivisionPart[];
  @IsText(500) source!: string;
}

/** The same place under a new code, which exists. */
export class RecodeDivision {
  static readonly title = '行政区划代码变更';
  static readonly sentBy = KEPT_BY;

  @IsDivision() newCode!: DivisionCode;
  @IsText(500) source!: string;
}
