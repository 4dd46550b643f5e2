import type { Role } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { IsDivision, IsLogin, IsNamedTexts, IsText, Nullable, Optional } from '@validation/fields';

/** Follows from whatever an auditor asks, before it is answered or refused. */
export class RecordAuditRead {
  static readonly title = '记录审计查阅';
  static readonly sentBy: readonly Role[] = [];

  @IsLogin() auditor!: string;
  @Optional() @Nullable() @IsText(36) post?: string | null;
  @IsDivision() scope!: DivisionCode;
  @IsText(100) question!: string;
  @IsNamedTexts() asked!: Readonly<Record<string, string>>;
  @IsText(200) requestId!: string;
}
