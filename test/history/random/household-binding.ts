import { DISTRIBUTION_MODES, type Industry } from '@kernel/linkage';
import { agreement } from '@linkage/agreement/state';
import { BINDING_ENDINGS } from '@linkage/household-binding/events';
import {
  ActivateBinding,
  ChangeForms,
  ConfirmBenefit,
  EndBinding,
  JudgeIndustryMatch,
  LinkAgreement,
  ProposeHouseholdBinding,
  RecordBenefit,
  RecordIntent,
  RehomeHousehold,
  ResumeBinding,
  ReturnBinding,
  SubmitForReview,
  SuspendBinding,
  VoidBenefit,
  WithdrawBinding,
} from '@linkage/household-binding/commands';
import { householdBinding, type HouseholdBinding } from '@linkage/household-binding/state';
import { entity } from '@registry/entity/state';
import type { Model } from './model';
import { movesOf } from './moves-of';
import { ask, type Body, type Make, type Request } from './request';
import type { Roll } from './roll';
import { aHousehold, amount, anEntity, FEW_INDUSTRIES, formsFor, oneOf, relationOf } from './values';

interface Parties {
  readonly householdId: string;
  readonly entityId: string;
  readonly industry: Industry;
}

const proposal = (model: Model, roll: Roll, parties: Parties): Body => {
  const { kind } = model.state(entity, parties.entityId);
  const papers = model.ids(agreement, ({ entityId }) => entityId === parties.entityId);
  return {
    ...{ ...parties, forms: formsFor(relationOf(kind), roll), startDate: model.day(roll, -200, 20) },
    ...roll.maybe(0.9, { otherForm: '其他形式' }),
    ...roll.maybe(0.4, { endDate: model.day(roll, -10, 400) }),
    ...roll.maybe(0.3, { contribution: { kind: 'CASH', valueFen: amount(roll), shares: 10 } }),
    ...(papers.length > 0 && roll.happens(0.4) ? { agreementId: roll.pick(papers) } : {}),
    ...roll.maybe(0.9, { agreementDueBy: model.day(roll, 0, 400) }),
  };
};

const someParties = (model: Model, roll: Roll): Parties => ({
  householdId: aHousehold(model, roll),
  entityId: anEntity(model, roll),
  industry: roll.pick(FEW_INDUSTRIES),
});

const found = (model: Model, roll: Roll): Request => {
  const parties = someParties(model, roll);
  if (roll.happens(0.25)) return ask(RecordIntent, { ...parties });
  return ask(ProposeHouseholdBinding, proposal(model, roll, parties));
};

type Move = Make<HouseholdBinding>;

const again: Move = ({ model, roll, state: { householdId, entityId, industry } }) =>
  ask(
    ProposeHouseholdBinding,
    proposal(model, roll, { householdId, entityId, industry: industry ?? 'TOBACCO' }),
  );

const rehome: Move = ({ id, model, roll, state: { householdId } }) => {
  const parties = { ...someParties(model, roll), householdId };
  return ask(RehomeHousehold, { ...proposal(model, roll, parties), fromBindingId: id });
};

const submit: Move = ({ id }) => ask(SubmitForReview, { consentRef: '同意书1' }, { id });
const sendBack: Move = ({ id }) => ask(ReturnBinding, {}, { id });

const activate: Move = ({ id, roll }) =>
  ask(
    ActivateBinding,
    {
      ...roll.maybe(0.7, { match: roll.pick(['MATCHED', 'MATCHED', 'MISMATCHED']) }),
      ...roll.maybe(0.8, { matchOverrideReason: '因地制宜', otherFormAcceptance: '县级认可' }),
    },
    { id },
  );

const changeForms: Move = ({ id, roll, state: { relation } }) =>
  ask(
    ChangeForms,
    { forms: formsFor(relation, roll), otherForm: '其他', ...roll.maybe(0.5, { otherFormAcceptance: '可' }) },
    { id },
  );

const link: Move = ({ id, model, roll, state: { entityId } }) => {
  const papers = model.ids(agreement, (one) => one.entityId === entityId);
  if (papers.length === 0 && roll.happens(0.9)) return null;
  return ask(LinkAgreement, { agreementId: oneOf(papers, roll) }, { id });
};

const judge: Move = ({ id, roll }) =>
  ask(JudgeIndustryMatch, roll.maybe(0.5, { match: 'MISMATCHED', overrideReason: '不适合' }), { id });

const benefit: Move = ({ id, roll, state: { entityId, forms } }) =>
  ask(
    RecordBenefit,
    {
      ...{ form: forms[0] ?? 'OTHER', mode: roll.pick(DISTRIBUTION_MODES) },
      ...{ amountFen: amount(roll, 1), evidence: '收据' },
    },
    { id, subject: entityId },
  );

const confirm: Move = ({ id, roll, state: { benefits, householdId } }) => {
  const benefitIds = Object.keys(benefits);
  if (benefitIds.length === 0 && roll.happens(0.9)) return null;
  const body = { benefitId: oneOf(benefitIds, roll), means: '签字' };
  return ask(ConfirmBenefit, body, { id, subject: householdId });
};

const voiding: Move = ({ id, roll, state: { benefits, entityId } }) => {
  const benefitIds = Object.keys(benefits);
  if (benefitIds.length === 0 && roll.happens(0.9)) return null;
  return ask(VoidBenefit, { benefitId: oneOf(benefitIds, roll) }, { id, subject: entityId });
};

const suspend: Move = ({ id, model, roll }) =>
  ask(SuspendBinding, { until: model.day(roll, -5, 200) }, { id });
const resume: Move = ({ id }) => ask(ResumeBinding, {}, { id });

const end: Move = ({ id, roll }) =>
  ask(EndBinding, { cause: roll.pick(BINDING_ENDINGS), ...roll.maybe(0.3, { note: '说明' }) }, { id });

const withdraw: Move = ({ id }) => ask(WithdrawBinding, {}, { id });

const active = [changeForms, link, link, judge, benefit, benefit, confirm, confirm, voiding];

export const householdBindingMoves = movesOf({
  aggregate: householdBinding,
  weight: 16,
  enough: 9,
  found,
  phaseOf: ({ phase }) => phase,
  natural: {
    ABSENT: [],
    INTENT: [again, again, again, withdraw],
    PROPOSED: [submit, submit, submit, submit, submit, withdraw, link],
    IN_REVIEW: [activate, activate, activate, activate, sendBack],
    RETURNED: [submit, submit, again, withdraw, link],
    ACTIVE: [...active, ...active, suspend, suspend, end],
    SUSPENDED: [resume, resume, benefit, end],
    ENDED: [rehome, rehome, again],
    WITHDRAWN: [again],
  },
});
