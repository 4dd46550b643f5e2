import type { Decide } from '@kernel/decider';
import { require, requireAll } from '@kernel/refusal';
import type { AddMember, ChangeHead, CorrectMemberData, ReindexHousehold, RemoveMember } from './commands';
import { labourUnmet, listedUnmet } from './counts';
import { documentUnmet, listedAlready, requireFewMet, requireNotErasing } from './document-met';
import type { HouseholdEvent, Related } from './events';
import type { HeadFacts, MemberFacts, ReindexFacts } from './finding';
import { requireLiving, requireReason } from './living';
import { without } from './members';
import type { Household } from './state';

type Rule<C, F = unknown> = Decide<C, Household, HouseholdEvent, F>;

const requireMember = ({ members }: Household, personId: string): void => {
  const isMember = members.some((member) => member.personId === personId);
  require(isMember, 'MEMBER_UNKNOWN', {}, '/personId');
};

export const addMember: Rule<AddMember, MemberFacts> = (command, household, facts) => {
  requireLiving(household, facts);
  requireFewMet(facts);
  const { relationToHead, cause, populationCount, labourCount, documentNo } = command;
  requireAll(
    ...documentUnmet(documentNo, facts),
    listedAlready(facts),
    labourUnmet(command),
    listedUnmet(household.members.length + 1, populationCount),
  );
  const { personId, member, index, effectiveDate: on } = facts;
  const { documentFingerprint, lookUpKey } = index;
  const found = { documentFingerprint, lookUpKey };
  const data = { personId, relationToHead, cause, member, ...found, populationCount, labourCount, on };
  return [{ type: 'MemberAdded', data }];
};

export const correctMember: Rule<CorrectMemberData, MemberFacts> = (command, household, facts) => {
  requireLiving(household, facts);
  const { personId, relationToHead, documentNo } = command;
  requireMember(household, personId);
  requireFewMet(facts);
  requireAll(...documentUnmet(documentNo, facts), listedAlready(facts));
  requireReason(facts);
  const { member, index, effectiveDate: on } = facts;
  const { documentFingerprint, lookUpKey } = index;
  const data = { personId, relationToHead, member, documentFingerprint, lookUpKey, on };
  return [{ type: 'MemberDataCorrected', data }];
};

export const removeMember: Rule<RemoveMember> = (command, household, facts) => {
  requireLiving(household, facts);
  const { personId, cause, populationCount, labourCount } = command;
  requireMember(household, personId);
  requireAll(labourUnmet(command), listedUnmet(household.members.length - 1, populationCount));
  requireReason(facts);
  const data = { personId, cause, populationCount, labourCount, on: facts.effectiveDate };
  return [{ type: 'MemberLeft', data }];
};

/**
 * Each condition by itself, those first that hold whoever the next head is: where a document is tried that is a member's, the
 * head has changed and that is on record, and no refusal tells it before.
 */
export const changeHead: Rule<ChangeHead, HeadFacts> = (command, household, facts) => {
  requireLiving(household, facts);
  requireFewMet(facts);
  requireNotErasing(facts);
  requireAll(...documentUnmet(command.documentNo, facts));
  const { head, personId, index, isAnother, stays, effectiveDate: on } = facts;
  const { relations: named = [] } = command;
  requireKnown(household, named, facts);
  const staying = stays === null ? undefined : named.find((one) => one.personId === household.headId);
  const others = without(household.members, personId);
  const relations = named.filter((one) => others.some((other) => other.personId === one.personId));
  require(!isAnother || relations.length === others.length, 'MEMBER_RELATIONS_MISSING', {}, '/relations');
  const members = others.length + (staying === undefined ? 0 : 1);
  requireAll(listedUnmet(members, household.populationCount));
  const told = relations.length === 0 ? {} : { relations: relations.map(relatedOnly) };
  const changed = { type: 'HeadChanged', data: { head, personId, ...index, ...told, on } } as const;
  return staying === undefined ? [changed] : [changed, stayed(household, staying, facts)];
};

/** Each once. Who heads it now may be named, unless they are forgotten. */
const requireKnown = (
  { members, headId }: Household,
  named: readonly Related[],
  { stays, isAnother }: HeadFacts,
): void => {
  const ids = named.map(({ personId }) => personId);
  const mayStay = stays !== null || !isAnother;
  const known = [...members.map(({ personId }) => personId), mayStay ? headId : null];
  const areKnown = ids.every((id) => known.includes(id)) && new Set(ids).size === ids.length;
  require(areKnown, 'MEMBER_UNKNOWN', {}, '/relations');
};

const relatedOnly = ({ personId, relationToHead }: Related): Related => ({ personId, relationToHead });

const stayed = (
  { populationCount, labourCount }: Household,
  { personId, relationToHead }: Related,
  { stays, effectiveDate: on }: Pick<HeadFacts, 'stays'> & Parameters<typeof requireLiving>[1],
): HouseholdEvent => {
  if (stays === null) throw new Error('nobody was named to stay');
  const { member, index } = stays;
  const { documentFingerprint, lookUpKey } = index;
  const found = { documentFingerprint, lookUpKey };
  const data = {
    personId,
    relationToHead,
    cause: 'HEAD_BEFORE',
    member,
    ...found,
    populationCount,
    labourCount,
    on,
  } as const;
  return { type: 'MemberAdded', data };
};

/** Who cannot be opened any more is not found again, and need not be. */
export const reindex: Rule<ReindexHousehold, ReindexFacts> = (
  _command,
  { lookUpKey, members },
  { index, found, today: on },
) => {
  const elsewhere = found.filter((again) =>
    members.some((member) => member.personId === again.personId && member.lookUpKey !== again.lookUpKey),
  );
  return [
    ...(index === null || index.lookUpKey === lookUpKey
      ? []
      : [{ type: 'HouseholdReindexed', data: { ...index, on } } as const]),
    ...elsewhere.map((member) => ({ type: 'MemberReindexed', data: { ...member, on } }) as const),
  ];
};
