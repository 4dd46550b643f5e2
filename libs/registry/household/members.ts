import type { Counts, HouseholdEvent, MemberIndex, Related } from './events';
import type { Relation } from './member';

/** Somebody of the household besides the head. */
export interface Member extends MemberIndex {
  readonly personId: string;
  readonly relationToHead: Relation;
}

export interface Listed extends Counts {
  /** Those who are written down: a household may count more people. */
  readonly members: readonly Member[];
  /** Documents of those who head it or are its members no more. */
  readonly formerDocuments: readonly string[];
}

type OfMember = Extract<HouseholdEvent, { readonly type: `Member${string}` }>;

/** What remains of a household when an event of a member has happened. */
export const withMembers = (
  { members, formerDocuments, populationCount, labourCount }: Listed,
  { type, data }: OfMember,
): Listed => {
  const counts = { populationCount, labourCount };
  const before = members.filter(({ personId }) => personId === data.personId);
  const left = [...formerDocuments, ...before.map(({ documentFingerprint }) => documentFingerprint)];
  switch (type) {
    case 'MemberAdded':
      return { members: [...members, memberIn(data)], formerDocuments, ...countsIn(data) };
    case 'MemberDataCorrected':
      return { members: changed(members, memberIn(data)), formerDocuments: left, ...counts };
    case 'MemberLeft':
      return { members: without(members, data.personId), formerDocuments: left, ...countsIn(data) };
    case 'MemberReindexed': {
      const { personId, documentFingerprint, lookUpKey } = data;
      return {
        members: changed(members, { personId, documentFingerprint, lookUpKey }),
        formerDocuments,
        ...counts,
      };
    }
  }
};

/** Some left for a household of their own, which has their documents from then on. */
export const afterSplit = (
  { members, formerDocuments }: Listed,
  { personIds, ...counts }: Counts & { readonly personIds: readonly string[] },
): Listed => {
  const hasLeft = ({ personId }: Member): boolean => personIds.includes(personId);
  const left = members.filter(hasLeft).map(({ documentFingerprint }) => documentFingerprint);
  return {
    members: members.filter((member) => !hasLeft(member)),
    formerDocuments: [...formerDocuments, ...left],
    ...countsIn(counts),
  };
};

/** A member who becomes head is none any more; the others are something else to this head than to the one before. */
export const underNextHead = <M extends Related>(
  members: readonly M[],
  { personId, relations = [] }: { readonly personId?: string; readonly relations?: readonly Related[] },
): readonly M[] => relations.reduce(related, without(members, personId));

export const without = <M extends Related>(members: readonly M[], personId?: string): readonly M[] =>
  members.filter((member) => member.personId !== personId);

export const related = <M extends Related>(
  members: readonly M[],
  { personId, relationToHead }: Related,
): readonly M[] =>
  members.map((member) => (member.personId === personId ? { ...member, relationToHead } : member));

const changed = (
  members: readonly Member[],
  change: Pick<Member, 'personId'> & Partial<Member>,
): readonly Member[] =>
  members.map((member) => (member.personId === change.personId ? { ...member, ...change } : member));

const memberIn = ({ personId, relationToHead, documentFingerprint, lookUpKey }: Member): Member => ({
  ...{ personId, relationToHead, documentFingerprint, lookUpKey },
});

const countsIn = ({ populationCount, labourCount }: Counts): Counts => ({ populationCount, labourCount });
