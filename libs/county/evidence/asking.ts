import type { Role } from '@kernel/actor';
import { RequestEvidencePackage } from '@oversight/evidence-package/commands';
import { IsId } from '@validation/fields';

const ASKERS: readonly Role[] = RequestEvidencePackage.sentBy;

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
