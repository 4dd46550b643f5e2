import { calendarDate } from '@kernel/calendar-date';
import type { Firm } from '@demo/economy';
import type { Office } from '@demo/office';
import { headOf, managerOf, officer } from '@demo/officers';
import type { Person } from '@demo/people';
import {
  ActivateBinding,
  ChangeForms,
  ConfirmBenefit,
  EndBinding,
  JudgeIndustryMatch,
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
import { MoveHousehold } from '@registry/household/commands';
import { clerkOf, HOME, town, type Cast } from './cast';

const reviewer = officer('COUNTY_INFORMANT');

const proposal = (person: Person, firm: Firm) => ({
  ...{ householdId: person.id, entityId: firm.id, industry: 'FRUIT' as const },
  forms: ['ORDER_FARMING', 'PROFIT_DIVIDEND'] as ('ORDER_FARMING' | 'PROFIT_DIVIDEND')[],
  startDate: calendarDate('2024-02-01'),
  agreementDueBy: calendarDate('2024-06-30'),
});

const admit = async (office: Office, person: Person, id: string): Promise<void> => {
  const consent = { consentRef: `同意书-${person.householdNo}` };
  await office.send(SubmitForReview, consent, { by: clerkOf(person), id });
  await office.send(ActivateBinding, {}, { by: reviewer, id });
};

/** A binding as it should go. */
export const bind = async (office: Office, person: Person, firm: Firm): Promise<string> => {
  const { id } = await office.send(ProposeHouseholdBinding, proposal(person, firm), { by: clerkOf(person) });
  await admit(office, person, id);
  return id;
};

/** Ids of the bindings: of those who stay, and of the one that was bound anew. */
export interface Bound {
  readonly staying: readonly string[];
  readonly rehomed: string;
}

export const bindHouseholds = async (office: Office, cast: Cast): Promise<Bound> => {
  await office.day('2024-02-01');
  const [first, second, third] = cast.staying;
  const staying = [
    await bindAtLength(office, first, cast.orchard),
    await bind(office, second, cast.orchard),
    await bind(office, third, cast.orchard),
  ];
  await thinkBetter(office, cast);
  const left = await bind(office, cast.leaving, cast.orchard);
  await pause(office, staying[1] as string);
  return { staying, rehomed: await leave(office, cast, left) };
};

/** From the intent to the second review: the first was returned. */
const bindAtLength = async (office: Office, person: Person, firm: Firm): Promise<string> => {
  const { householdId, entityId, industry } = proposal(person, firm);
  const team = officer('RESIDENT_TEAM', person.village);
  const { id } = await office.send(RecordIntent, { householdId, entityId, industry }, { by: team });
  await office.send(ProposeHouseholdBinding, proposal(person, firm), { by: clerkOf(person) });
  await office.send(SubmitForReview, { consentRef: '同意书-未签字' }, { by: clerkOf(person), id });
  await office.send(ReturnBinding, {}, { by: town(), id, reason: '同意书未签字' });
  await admit(office, person, id);
  return id;
};

const thinkBetter = async (office: Office, { waiting, heir }: Cast): Promise<void> => {
  const by = clerkOf(waiting);
  const { id } = await office.send(ProposeHouseholdBinding, proposal(waiting, heir), { by });
  await office.send(WithdrawBinding, {}, { by, id });
};

/** What may be changed while it runs. */
const pause = async (office: Office, id: string): Promise<void> => {
  const clerk = { by: town(), id };
  await office.day('2024-02-05');
  const until = calendarDate('2024-04-01');
  await office.send(SuspendBinding, { until }, { ...clerk, reason: '果园受冻，暂停收购' });
  await office.day('2024-02-08');
  await office.send(ResumeBinding, {}, clerk);
  await office.send(ChangeForms, { forms: ['ORDER_FARMING', 'LAND_TRANSFER', 'PROFIT_DIVIDEND'] }, clerk);
  await office.send(
    JudgeIndustryMatch,
    { match: 'MISMATCHED', overrideReason: '实际以劳务为主，产业待调整' },
    clerk,
  );
};

const leave = async (office: Office, { leaving, heir }: Cast, fromBindingId: string): Promise<string> => {
  const by = clerkOf(leaving);
  await office.send(
    EndBinding,
    { cause: 'HOUSEHOLD_WISH', note: '改投邻近合作社' },
    { by, id: fromBindingId },
  );
  const { id } = await office.send(RehomeHousehold, { ...proposal(leaving, heir), fromBindingId }, { by });
  await admit(office, leaving, id);
  return id;
};

/** The cooperative delivers, and the head says that it has arrived. */
export const deliverBenefit = async (office: Office, cast: Cast, bindingId: string): Promise<void> => {
  await office.day('2024-06-20');
  const [{ id: entityId }, [household]] = [cast.orchard, cast.staying];
  const recorded = await office.send(
    RecordBenefit,
    { form: 'ORDER_FARMING', mode: 'PRODUCT_PRICE', amountFen: 320_000, evidence: '收购凭证-20240620' },
    { by: managerOf(entityId), id: bindingId },
  );
  const [delivered] = recorded.events;
  const benefitId = delivered?.data['benefitId'] as string;
  await office.send(
    ConfirmBenefit,
    { benefitId, means: '签字确认' },
    { by: headOf(household), id: bindingId },
  );
};

/** A delivery that was written down by mistake, to a household that moves afterwards, with what it intends elsewhere. */
export const wander = async (office: Office, { heir, orchard, wandering }: Cast): Promise<void> => {
  await office.day('2024-06-22');
  const id = await bind(office, wandering, heir);
  const { householdId, entityId, industry } = proposal(wandering, orchard);
  const team = officer('RESIDENT_TEAM', wandering.village);
  await office.send(RecordIntent, { householdId, entityId, industry }, { by: team });
  const manager = { by: managerOf(heir.id), id };
  const wrong = await office.send(
    RecordBenefit,
    { form: 'ORDER_FARMING', mode: 'PRODUCT_PRICE', amountFen: 1_000, evidence: '收购凭证-误' },
    manager,
  );
  const benefitId = wrong.events[0]?.data['benefitId'] as string;
  await office.send(VoidBenefit, { benefitId }, { ...manager, reason: '误登' });
  const move = { by: town(), id: wandering.id, reason: '投靠亲属' };
  await office.send(MoveHousehold, { to: HOME }, move);
  await office.day('2024-06-23');
};
