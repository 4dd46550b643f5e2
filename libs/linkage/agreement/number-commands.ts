import type { Role } from '@kernel/actor';
import { IsText } from '@validation/fields';

/** The number that the government gave was written down wrongly; the one before may be another agreement's from then on. The reason travels with the command. */
export class CorrectAgreementNo {
  static readonly title = '更正协议编号';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT', 'COUNTY_INFORMANT'];

  @IsText(100) agreementNo!: string;
  /** Of the paper, that shows it. */
  @IsText(500) scan!: string;
}
