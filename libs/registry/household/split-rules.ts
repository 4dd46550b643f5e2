import type { Decide } from '@kernel/decider';
import { requireState } from '@kernel/lifecycle';
import { require, requireAll } from '@kernel/refusal';
import type { DivisionCode } from '@kernel/division-code';
import type { Claim } from '@command/lookup';
import { labourUnmet, listedUnmet } from './counts';
import type { HeadIndex, HouseholdEvent, MemberIndex, SealedHead, SealedMember } from './events';
import { following, type KnownFor } from './known-for';
import { steps } from './lifecycle';
import { requireLiving } from './living';
import { strangerFault } from './separation';
import type { RegisterSplitHousehold, SeparateMembers } from './split-commands';
import type { Household } from './state';

/** Who left, as the household before had them on file. */
export interface SplitFacts {
  readonly villageCode: DivisionCode | null;
  readonly group: string | null;
  readonly known: KnownFor;
  /** Sealed anew under the same person's key, for a head is told by other fields; null who cannot be opened any more or has not left. */
  readonly head: { readonly sealed: SealedHead; readonly index: Required<HeadIndex> } | null;
  /** As they were sealed, by person. */
  readonly members: { readonly [personId: string]: Left | undefined };
  readonly claims: readonly Claim[];
}

export interface Left {
  readonly member: SealedMember;
  readonly index: MemberIndex;
}

type Rule<C, F = unknown> = Decide<C, Household, HouseholdEvent, F>;

export const separate: Rule<SeparateMembers> = (command, household, facts) => {
  requireLiving(household, facts);
  const { householdSplitId, newHouseholdId, newHouseholdNo, personIds, ...counts } = command;
  const { populationCount, labourCount } = counts;
  requireAll(
    strangerFault(household, personIds, '/personIds'),
    labourUnmet(counts),
    listedUnmet(household.members.length - personIds.length, populationCount),
  );
  const into = { householdSplitId, newHouseholdId, newHouseholdNo };
  const data = { ...into, personIds, populationCount, labourCount, on: facts.effectiveDate };
  return [{ type: 'HouseholdSplit', data }];
};

/** In the village that its people lived in; it moves like any other. */
export const registerSplit: Rule<RegisterSplitHousehold, SplitFacts> = (command, household, facts) => {
  const { householdNo, householdSplitId, splitFrom, headId, populationCount, labourCount } = command;
  requireState(steps.RegisterSplitHousehold, household.phase, { householdNo });
  const { villageCode, group, head, known, effectiveDate: on } = facts;
  require(villageCode !== null && head !== null, 'MEMBER_UNKNOWN', {}, '/headId');
  const counts = { populationCount, labourCount };
  const come = { splitFrom, householdSplitId, synthetic: known.synthetic, on };
  const who = {
    householdId: facts.id,
    householdNo,
    villageCode,
    group,
    ...counts,
    source: 'VILLAGE',
  } as const;
  const registered = { ...who, head: head.sealed, personId: headId, ...head.index, ...come };
  const members = command.members.map(({ personId, relationToHead }): HouseholdEvent => {
    const left = facts.members[personId];
    require(left !== undefined, 'MEMBER_UNKNOWN', {}, '/members');
    const { member, index } = left;
    const related = { personId, relationToHead, cause: 'SPLIT', member } as const;
    return { type: 'MemberAdded', data: { ...related, ...index, ...counts, on } };
  });
  return [
    { type: 'HouseholdRegistered', data: registered },
    ...members,
    ...following(known, command.facts, on),
  ];
};
