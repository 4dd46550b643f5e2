import type { Fault } from '@kernel/fault';
import { unmet } from '@kernel/refusal';
import { FALLS_BACK } from './category-rules';
import { labourUnmet, listedUnmet } from './counts';
import { HELD_FACTS, type Counts, type HeldFact, type Related } from './events';
import type { Household } from './state';

/** 分户: who leaves for a household of their own, how many both count then, and what is true of the new one too. */
export interface Separation {
  readonly headId: string;
  /** Who leaves with the head. */
  readonly members: readonly Related[];
  readonly staying: Counts;
  readonly leaving: Counts;
  readonly facts: readonly { readonly fact: HeldFact; readonly follows: boolean }[];
}

const HELD: Readonly<Record<HeldFact, (household: Household) => boolean>> = {
  ALLEVIATED: ({ alleviated }) => alleviated,
  MONITORING: ({ monitoring }) => monitoring !== null,
  LOW_INCOME: ({ lowIncome }) => lowIncome !== null,
  ELIGIBILITY: ({ eligibility }) => eligibility !== null,
  INDUSTRY_WILL: ({ industries }) => industries.length > 0,
};

/** All that the household is known for. */
export const heldFacts = (household: Household): readonly HeldFact[] =>
  HELD_FACTS.filter((fact) => HELD[fact](household));

/** Everybody who leaves is a member, and named once. */
export const strangerFault = (
  { members }: Pick<Household, 'members'>,
  personIds: readonly string[],
  pointer?: string,
): Fault => {
  const areKnown = personIds.every((id) => members.some(({ personId }) => personId === id));
  const isEachOnce = new Set(personIds).size === personIds.length;
  return !(areKnown && isEachOnce) && unmet('MEMBER_UNKNOWN', {}, pointer);
};

/** Nobody appears and nobody is lost when a household is split; whoever is listed is counted where they are. */
const countFaults = (
  { members, populationCount }: Household,
  { members: following, staying, leaving }: Separation,
): readonly Fault[] => {
  const counted = staying.populationCount + leaving.populationCount;
  return [
    counted !== populationCount && unmet('SPLIT_COUNTS_DIFFER', { populationCount, counted }, '/leaving'),
    at('/staying', labourUnmet(staying)),
    at('/leaving', labourUnmet(leaving)),
    at('/staying', listedUnmet(members.length - following.length - 1, staying.populationCount)),
    at('/leaving', listedUnmet(following.length, leaving.populationCount)),
  ];
};

const at = (part: string, fault: ReturnType<typeof labourUnmet>): Fault =>
  fault && { ...fault, pointer: `${part}${fault.pointer ?? ''}` };

/** Glossary 1.2: what a household is known for says the county of the new one, fact by fact, and nothing follows by itself. */
const factFaults = (household: Household, { facts }: Separation): readonly Fault[] => {
  const held = heldFacts(household);
  const named = facts.map(({ fact }) => fact);
  const undecided = held.filter((fact) => !named.includes(fact));
  const unfounded = named.filter((fact, index) => !held.includes(fact) || named.indexOf(fact) !== index);
  const follows = (fact: HeldFact): boolean => facts.some((one) => one.fact === fact && one.follows);
  const isUnstable = household.monitoring?.category === 'UNSTABLE_ALLEVIATED' && follows('MONITORING');
  return [
    undecided.length > 0 && unmet('SPLIT_FACTS_UNDECIDED', { facts: undecided }, '/facts'),
    unfounded.length > 0 && unmet('SPLIT_FACTS_UNFOUNDED', { facts: unfounded }, '/facts'),
    isUnstable && !follows('ALLEVIATED') && unmet('CATEGORY_CONFLICT', { because: FALLS_BACK }, '/facts'),
  ];
};

/** Everything that stands against a split as far as the household itself goes. */
export const separationFaults = (household: Household, separation: Separation): readonly Fault[] => {
  const leaving = [separation.headId, ...separation.members.map(({ personId }) => personId)];
  return [
    household.phase === 'VANISHED' && unmet('HOUSEHOLD_VANISHED', {}, '/householdId'),
    strangerFault(household, leaving, '/members'),
    ...countFaults(household, separation),
    ...factFaults(household, separation),
  ];
};
