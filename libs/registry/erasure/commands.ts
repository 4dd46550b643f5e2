import type { Role } from '@kernel/actor';
import { IsId, IsListOf, IsOneOf, IsText, Nullable, Optional } from '@validation/fields';
import {
  ERASURE_BASES,
  ERASURE_REFUSALS,
  ERASURE_SUBJECTS,
  type ErasureBasis,
  type ErasureRefusal,
  type ErasureSubject,
} from './events';

const ASKING: readonly Role[] = [
  'HOUSEHOLD',
  'ENTITY_MANAGER',
  'VILLAGE_INFORMANT',
  'TOWN_INFORMANT',
  'COUNTY_INFORMANT',
  'ADMIN',
];
const DECIDING: readonly Role[] = ['COUNTY_SIGNER', 'REVITALIZATION_BUREAU'];

/** 个人信息保护法 第四十七条: who is concerned asks, or an informant for them or because the county must; for an account, its administrator. */
export class RequestErasure {
  static readonly title = '申请删除个人信息';
  static readonly sentBy = ASKING;

  @IsOneOf(ERASURE_SUBJECTS) subjectKind!: ErasureSubject;
  /** Id of the household, person, entity or account. */
  @IsId() subjectId!: string;
  /** The household of a PERSON. */
  @Optional() @IsId() householdId?: string;
  @IsOneOf(ERASURE_BASES) basis!: ErasureBasis;
  /** Law and clause, with OTHER_LAW. */
  @Optional() @IsText(200) lawClause?: string;
}

export class ApproveErasure {
  static readonly title = '批准删除个人信息';
  static readonly sentBy = DECIDING;
}

export class RefuseErasure {
  static readonly title = '不予删除个人信息';
  static readonly sentBy = DECIDING;

  @IsOneOf(ERASURE_REFUSALS) ground!: ErasureRefusal;
  /** The law and clause that demand retention, with RETENTION_DUTY. */
  @Optional() @IsText(200) lawClause?: string;
}

export class WithdrawErasure {
  static readonly title = '撤回删除申请';
  static readonly sentBy = ASKING;
}

/** Follows when the waiting period is over. */
export class CarryOutErasure {
  static readonly title = '执行删除';
  static readonly sentBy: readonly Role[] = [];
}

export class DestroyedKeyPart {
  @IsId() subject!: string;
  @IsText(40) key!: string;
}

/** Follows when the key is destroyed. */
export class CertifyErasure {
  static readonly title = '出具删除证明';
  static readonly sentBy: readonly Role[] = [];

  @Nullable() @IsText(40) keyDestroyed?: string | null;
  @Optional() @IsListOf(() => DestroyedKeyPart) keysDestroyed?: DestroyedKeyPart[];
}
