import { IsBoolean } from 'class-validator';
import type { CalendarDate } from '@kernel/calendar-date';
import { DISTRIBUTION_MODES, LINKAGE_FORMS, type DistributionMode, type LinkageForm } from '@kernel/linkage';
import {
  IsDate,
  IsFen,
  IsId,
  IsListOf,
  IsOneOf,
  IsPart,
  IsSetOf,
  IsText,
  IsTextList,
  Optional,
} from './fields';
import { SharePart } from './share';
import { IsYearDay } from './year-day';

export class CoveredPart {
  @IsId() householdId!: string;
  /** Where the household is bound already. */
  @Optional() @IsId() bindingId?: string;
}

export class DutiesPart {
  @IsText() entity!: string;
  @IsText() households!: string;
  @IsText() government!: string;
}

/** S2 四（二）: what the paper must say. */
export class TermsPart {
  @IsListOf(() => CoveredPart) households!: CoveredPart[];
  @IsText(200) helpProject!: string;
  @IsDate() startDate!: CalendarDate;
  @IsDate() endDate!: CalendarDate;
  @IsDate() incomeDeadline!: CalendarDate;
  @IsTextList() supportMeasures!: string[];
  @IsSetOf(LINKAGE_FORMS) forms!: LinkageForm[];
  @IsOneOf(DISTRIBUTION_MODES) distributionMode!: DistributionMode;
  @Optional() @IsPart(() => SharePart) rate?: SharePart;
  @IsFen() promisedPerYearFen!: number;
  @IsYearDay() paymentDay!: string;
  @IsTextList() riskClauses!: string[];
  @IsPart(() => SharePart) householdLossShare!: SharePart;
  @IsBoolean() hasGuaranteedFloor!: boolean;
  @IsBoolean() riskNoticeSigned!: boolean;
  /** Only the county may say why the households bear a risk all the same (R34). */
  @Optional() @IsText(500) lossShareOverrideReason?: string;
  @IsPart(() => DutiesPart) duties!: DutiesPart;
}
