import { laterOf, type CalendarDate } from '@kernel/calendar-date';
import type { Decide } from '@kernel/decider';
import { futureFault, orderFault, reasonFault, type Fault } from '@kernel/fault';
import { requireState } from '@kernel/lifecycle';
import { requireAll, unmet } from '@kernel/refusal';
import { agreementsOf, assignedIn, passing, type Assigned } from './assignment';
import type { SplitHousehold } from './commands';
import type { HouseholdSplitEvent } from './events';
import type { SplitFacts } from './facts';
import { steps } from './lifecycle';
import type { HouseholdSplit } from './state';

const BINDINGS = { key: 'bindingIds', pointer: '/bindings' } as const;
const AGREEMENTS = { key: 'agreementIds', pointer: '/bindings' } as const;
const DIVIDENDS = { key: 'distributionIds', pointer: '/dividends' } as const;

const listed = (
  code: string,
  ids: readonly string[],
  { key, pointer }: { readonly key: string; readonly pointer: string },
): Fault => ids.length > 0 && unmet(code, { [key]: ids }, pointer);

/** Nothing is assigned by silence: whatever the command leaves out is named. */
const assignmentFaults = ({ bindings, dividends }: Assigned, { waiting }: SplitFacts): readonly Fault[] => {
  const papers = agreementsOf(bindings).filter((id) => waiting.includes(id));
  const beingPaid = dividends.passes.flatMap(({ id, isBeingPaid }) => (isBeingPaid ? [id] : []));
  return [
    listed('SPLIT_BINDINGS_UNASSIGNED', bindings.unassigned, BINDINGS),
    listed('SPLIT_BINDINGS_UNKNOWN', bindings.unknown, BINDINGS),
    listed('SPLIT_PAPER_WAITS', papers, AGREEMENTS),
    listed('SPLIT_DIVIDENDS_UNASSIGNED', dividends.unassigned, DIVIDENDS),
    listed('SPLIT_DIVIDENDS_UNKNOWN', dividends.unknown, DIVIDENDS),
    listed('SPLIT_DIVIDEND_BEING_PAID', beingPaid, DIVIDENDS),
  ];
};

/** What happened to the household or to a binding that passes is told before the split. */
const lastChange = ({ since }: SplitFacts, { bindings }: Assigned): CalendarDate | null =>
  bindings.passes.reduce(
    (last, binding) => (last === null ? binding.since : laterOf(last, binding.since)),
    since,
  );

export const split: Decide<SplitHousehold, HouseholdSplit, HouseholdSplitEvent, SplitFacts> = (
  command,
  { phase },
  facts,
) => {
  const { newHouseholdNo, householdId, headId, members, staying, leaving } = command;
  requireState(steps.SplitHousehold, phase, { householdNo: newHouseholdNo });
  const assigned = assignedIn(command, facts);
  const { villageCode, effectiveDate: on } = facts;
  requireAll(
    facts.isRegistered && unmet('HOUSEHOLD_EXISTS', { householdNo: newHouseholdNo }, '/newHouseholdNo'),
    futureFault(facts),
    reasonFault(facts),
    orderFault(lastChange(facts, assigned), on),
    ...facts.faults,
    facts.isForgotten && unmet('MEMBER_UNKNOWN', {}, '/headId'),
    ...assignmentFaults(assigned, facts),
  );
  const who = {
    ...{ householdId, newHouseholdId: facts.newHouseholdId, newHouseholdNo, villageCode, headId },
    members: members.map(({ personId, relationToHead }) => ({ personId, relationToHead })),
    ...{ staying: countsIn(staying), leaving: countsIn(leaving) },
    facts: command.facts.flatMap(({ fact, follows }) => (follows ? [fact] : [])),
  };
  const data = { ...who, ...passing(assigned), decidedBy: facts.actor.user, on };
  return [{ type: 'HouseholdSplitDecided', data }];
};

const countsIn = ({ populationCount, labourCount }: SplitHousehold['staying']) => ({
  populationCount,
  labourCount,
});
