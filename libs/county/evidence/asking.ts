import type { Role } from '@kernel/actor';
import { RECIPIENTS, type Recipient } from '@event-store/evidence/package-form';
import { IsId, IsOneOf, IsText, Optional } from '@validation/fields';
import { SUBJECT_KINDS } from './subject';

const ASKERS: readonly Role[] = ['AUDITOR', 'SUPERVISOR', 'ADMIN'];

/** Asks for a package of evidence, which is made while the caller does something else. */
export class RequestEvidencePackage {
  static readonly title = '申请证据包';
  static readonly askedBy = ASKERS;
  static readonly reach = 'NARROWED';

  @IsOneOf(SUBJECT_KINDS) kind!: (typeof SUBJECT_KINDS)[number];
  /** An id; the code of a division; a period as `2025-01-01..2025-12-31`. */
  @IsText(100) name!: string;
  @Optional() @IsOneOf(RECIPIENTS) recipient?: Recipient;
}

/** How far a package is. */
export class EvidencePackageStatus {
  static readonly title = '证据包进度';
  static readonly askedBy = ASKERS;

  @IsId() id!: string;
}

/** The package itself. */
export class EvidencePackageFile {
  static readonly title = '下载证据包';
  static readonly askedBy = ASKERS;

  @IsId() id!: string;
}
