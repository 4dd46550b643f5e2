import type { Role } from '@kernel/actor';
import { IsId, IsText } from '@validation/fields';

/** With nothing open: agreements are ended first, and no rectification, evaluation or revocation that is under way is escaped (R18). */
export class DeregisterEntity {
  static readonly title = '注销经营主体';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsText(200) registryDocument!: string;
}

/** It was never struck off: it stands where it stood, decided by the county as its admission was. What ended with it does not come back by itself. The reason travels with the command. */
export class VoidDeregistration {
  static readonly title = '撤销误注销';
  static readonly sentBy: readonly Role[] = ['COUNTY_SIGNER'];

  /** By which it is found in the registry. */
  @IsText(200) registryDocument!: string;
}

/** Registered twice: the duplicate is struck off, and what it has is the other's from that day on. The reason travels with the command. */
export class MergeDuplicateEntity {
  static readonly title = '合并重复登记主体';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];

  /** The one that stays. */
  @IsId() into!: string;
  /** By which the two were found to be one. */
  @IsText(200) registryDocument!: string;
}
