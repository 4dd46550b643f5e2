import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { INDUSTRIES, LINKAGE_FORMS, type Industry, type LinkageForm } from '@kernel/linkage';
import { IsDate, IsFen, IsId, IsOneOf, IsSetOf, IsText, Optional } from '@validation/fields';
import {
  ENTERPRISE_BINDING_ENDINGS,
  RISK_BEARERS,
  type EnterpriseBindingEnding,
  type RiskBearer,
} from './events';

/** S0: the town organises the collection for enterprises and cooperatives. */
export class ProposeEnterpriseBinding {
  static readonly title = '提出企业绑定';
  static readonly sentBy: readonly Role[] = ['TOWN_INFORMANT'];
  static readonly byPrograms = true;

  @IsId() enterpriseId!: string;
  @IsId() cooperativeId!: string;
  @IsOneOf(INDUSTRIES) industry!: Industry;
  @IsSetOf(LINKAGE_FORMS) forms!: LinkageForm[];
  @IsText(100) contractNo!: string;
  /** Never the household (S0, R34). */
  @IsOneOf(RISK_BEARERS) riskBearer!: RiskBearer;
  @Optional() @IsText(500) varietiesProvided?: string;
  @Optional() @IsText(500) technicalStandard?: string;
  @Optional() @IsFen() orderAmountFen?: number;
  @Optional() @IsText(500) priceRule?: string;
  @IsDate() startDate!: CalendarDate;
  @Optional() @IsDate() endDate?: CalendarDate;
}

/** A side was merged into another entity, which goes on with the binding (4.16). */
export class TakeOverEnterpriseBinding {
  static readonly title = '承接企业绑定';
  static readonly sentBy: readonly Role[] = [];

  @IsId() enterpriseId!: string;
  @IsId() cooperativeId!: string;
  @IsOneOf(INDUSTRIES) industry!: Industry;
  @IsId() fromBindingId!: string;
}

/** The reason travels with the command. */
export class ReturnEnterpriseBinding {
  static readonly title = '退回企业绑定';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];
}

/** Proposed by mistake, or overtaken: the town takes it back. */
export class WithdrawEnterpriseBinding {
  static readonly title = '撤回企业绑定';
  static readonly sentBy = ProposeEnterpriseBinding.sentBy;
}

export class ApproveEnterpriseBinding {
  static readonly title = '审定企业绑定';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];
}

/** The reason travels with the command. */
export class SuspendEnterpriseBinding {
  static readonly title = '暂停企业绑定';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];
}

export class ResumeEnterpriseBinding {
  static readonly title = '恢复企业绑定';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];
}

export class EndEnterpriseBinding {
  static readonly title = '终止企业绑定';
  static readonly sentBy: readonly Role[] = ['COUNTY_INFORMANT'];

  @IsOneOf(ENTERPRISE_BINDING_ENDINGS) cause!: EnterpriseBindingEnding;
  @Optional() @IsText(500) note?: string;
}
