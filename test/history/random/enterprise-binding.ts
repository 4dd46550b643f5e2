import { INDUSTRIES } from '@kernel/linkage';
import {
  ApproveEnterpriseBinding,
  EndEnterpriseBinding,
  ProposeEnterpriseBinding,
  ResumeEnterpriseBinding,
  ReturnEnterpriseBinding,
  SuspendEnterpriseBinding,
  WithdrawEnterpriseBinding,
} from '@linkage/enterprise-binding/commands';
import { ENTERPRISE_BINDING_ENDINGS, RISK_BEARERS } from '@linkage/enterprise-binding/events';
import { enterpriseBinding, type EnterpriseBinding } from '@linkage/enterprise-binding/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Make, type Request } from './request';
import type { Roll } from './roll';
import { amount, anEntity, FEW_INDUSTRIES, formsFor } from './values';

const offer = (model: Model, roll: Roll) => ({
  ...{ forms: formsFor('EC', roll), contractNo: `合同${String(roll.whole(1, 9))}` },
  ...{ riskBearer: roll.pick(RISK_BEARERS), startDate: model.day(roll, -60, 30) },
  ...roll.maybe(0.4, { endDate: model.day(roll, 0, 300) }),
  ...roll.maybe(0.3, { varietiesProvided: '云烟87', technicalStandard: '标准', priceRule: '保护价' }),
  ...roll.maybe(0.5, { orderAmountFen: amount(roll) }),
});

const found = (model: Model, roll: Roll): Request =>
  ask(ProposeEnterpriseBinding, {
    enterpriseId: anEntity(model, roll, ['LEADING_ENTERPRISE']),
    cooperativeId: anEntity(model, roll, ['COOPERATIVE', 'COOPERATIVE_UNION']),
    industry: roll.pick(roll.happens(0.9) ? FEW_INDUSTRIES : INDUSTRIES),
    ...offer(model, roll),
  });

type Move = Make<EnterpriseBinding>;

const again: Move = ({ model, roll, state: { enterpriseId, cooperativeId, industry } }) =>
  ask(ProposeEnterpriseBinding, { enterpriseId, cooperativeId, industry, ...offer(model, roll) });

const sendBack: Move = ({ id }) => ask(ReturnEnterpriseBinding, {}, { id });
const withdraw: Move = ({ id }) => ask(WithdrawEnterpriseBinding, {}, { id });
const approve: Move = ({ id }) => ask(ApproveEnterpriseBinding, {}, { id });
const suspend: Move = ({ id }) => ask(SuspendEnterpriseBinding, {}, { id });
const resume: Move = ({ id }) => ask(ResumeEnterpriseBinding, {}, { id });

const end: Move = ({ id, roll }) =>
  ask(EndEnterpriseBinding, { cause: roll.pick(ENTERPRISE_BINDING_ENDINGS) }, { id });

export const enterpriseBindingMoves = movesOf({
  aggregate: enterpriseBinding,
  weight: 6,
  enough: 5,
  found,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    IN_REVIEW: [approve, approve, approve, approve, sendBack, withdraw],
    RETURNED: [again, again, withdraw],
    WITHDRAWN: [again],
    ACTIVE: [suspend, suspend, end],
    SUSPENDED: [resume, resume, end],
    ENDED: [again],
  },
});
