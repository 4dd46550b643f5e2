import type { Role } from '@kernel/actor';
import { RECIPIENTS, SUBJECT_KINDS, type Recipient, type SubjectKind } from '@kernel/evidence';
import { IsOneOf, IsText, IsWhole, Optional } from '@validation/fields';
import { FAILURE_CODES, type FailureCode, type Making } from './events';

const ASKERS: readonly Role[] = ['AUDITOR', 'SUPERVISOR', 'ADMIN'];

/** Asks for a package of evidence, which is made while the caller does something else. */
export class RequestEvidencePackage {
  static readonly title = '申请证据包';
  static readonly sentBy = ASKERS;

  @IsOneOf(SUBJECT_KINDS) kind!: SubjectKind;
  /** An id; the code of a division; a period as `2025-01-01..2025-12-31`. */
  @IsText(100) name!: string;
  /** Where absent, as much as the role may see. */
  @Optional() @IsOneOf(RECIPIENTS) recipient?: Recipient;
  /** What it is wanted for: shown to whoever looks at who took evidence away. */
  @IsText(200) purpose!: string;
}

/** Follows where a process begins to make it. */
export class BeginEvidencePackage {
  static readonly title = '开始制作证据包';
  static readonly sentBy: readonly Role[] = [];

  @IsText(100) keeper!: string;
  /** Which attempt it is, 1 for the first: only one process begins it. */
  @IsWhole(1, 1_000) attempt!: number;
}

/** Follows where it is made. */
export class RecordEvidencePackage implements Making {
  static readonly title = '登记证据包';
  static readonly sentBy: readonly Role[] = [];

  @IsText(100) keeper!: string;
  @IsText(100) madeAt!: string;
  @IsWhole(1, Number.MAX_SAFE_INTEGER) seal!: number;
  @IsText(100) code!: string;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) treeSize!: number;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) bytes!: number;
  @IsText(64) sha256!: string;
  @IsText(64) manifestSha256!: string;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) events!: number;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) masked!: number;
  @IsWhole(0, Number.MAX_SAFE_INTEGER) withheld!: number;
  @IsText(100) expiresAt!: string;
}

/** Follows where it cannot be made. */
export class FailEvidencePackage {
  static readonly title = '证据包制作失败';
  static readonly sentBy: readonly Role[] = [];

  @IsOneOf(FAILURE_CODES) code!: FailureCode;
  @IsText() message!: string;
}

/** Follows where somebody fetches the file, before it is handed over. */
export class TakeEvidencePackage {
  static readonly title = '取走证据包';
  static readonly sentBy = ASKERS;

  @IsText(64) sha256!: string;
}
