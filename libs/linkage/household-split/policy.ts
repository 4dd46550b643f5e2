import { idOf, type Recorded } from '@projection/fold';
import type { Intent, Policy } from '@projection/projector';
import { SucceedHousehold } from '@linkage/agreement/commands';
import { PassDividendLine } from '@linkage/distribution/commands';
import { EndBinding, TakeOverBinding } from '@linkage/household-binding/commands';
import { RegisterSplitHousehold, SeparateMembers } from '@registry/household/commands';
import type { HouseholdSplitEvent, PassingAgreement, PassingBinding } from './events';

type Decided = HouseholdSplitEvent['data'];

const separated = (householdSplitId: string, data: Decided): Intent['command'] => {
  const { newHouseholdId, newHouseholdNo, headId, members, staying } = data;
  const personIds = [headId, ...members.map(({ personId }) => personId)];
  const into = { householdSplitId, newHouseholdId, newHouseholdNo };
  return Object.assign(new SeparateMembers(), { ...into, personIds, ...staying });
};

const registered = (householdSplitId: string, data: Decided): Intent['command'] => {
  const { householdId: splitFrom, newHouseholdNo: householdNo, headId, members, leaving, facts } = data;
  const who = { householdSplitId, splitFrom, householdNo, headId, members: [...members], facts: [...facts] };
  return Object.assign(new RegisterSplitHousehold(), { ...who, ...leaving });
};

const succeeded = ({ householdId, newHouseholdId: successorId }: Decided, passing: PassingAgreement) => {
  const { agreementId, bindingId, remains } = passing;
  const place = remains ? 'BESIDE' : 'INSTEAD';
  const whose = bindingId === null ? {} : { bindingId };
  return {
    command: Object.assign(new SucceedHousehold(), { householdId, successorId, place, ...whose }),
    id: agreementId,
  };
};

const due = ({ householdId, newHouseholdId: successorId, newHouseholdNo: successorNo }: Decided) =>
  Object.assign(new PassDividendLine(), { householdId, successorId, successorNo });

const passed = ({ newHouseholdId: householdId }: Decided, passing: PassingBinding) => {
  const { bindingId, entityId, industry } = passing;
  const taken = { householdId, entityId, industry, fromBindingId: bindingId };
  return [
    { command: Object.assign(new TakeOverBinding(), taken) },
    { command: Object.assign(new EndBinding(), { cause: 'HOUSEHOLD_SPLIT' }), id: bindingId },
  ];
};

/** 4.17: what was decided of a household happens to all that it concerns, people first, and each thing once. */
export const householdSplitting: Policy = {
  name: 'household-splitting',
  version: 1,
  categories: ['householdSplit'],
  sends: [
    SeparateMembers,
    RegisterSplitHousehold,
    SucceedHousehold,
    PassDividendLine,
    TakeOverBinding,
    EndBinding,
  ],
  collections: {},
  needs: () => [],
  project: () => [],
  react: (event) => {
    const { stream, data } = event as Recorded<HouseholdSplitEvent>;
    const id = idOf(stream);
    const asked = [
      { command: separated(id, data), id: data.householdId },
      { command: registered(id, data) },
      ...data.agreements.map((one) => succeeded(data, one)),
      ...data.distributionIds.map((one) => ({ command: due(data), id: one })),
      ...data.bindings.flatMap((one) => passed(data, one)),
    ];
    return asked.map((one) => ({ ...one, effectiveDate: data.on, reason: '分户' }));
  },
};
