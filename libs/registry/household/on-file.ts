import type { Aggregate } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import {
  householdEvents,
  type HeadIndex,
  type HouseholdEvent,
  type MemberIndex,
  type SealedHead,
  type SealedMember,
} from './events';

/** What the stream of a household holds of somebody, sealed and hashed. */
export interface PersonOnFile {
  readonly sealed: SealedHead | SealedMember;
  /** Whose key it is sealed under; null where it is the household's. */
  readonly personId: string | null;
  readonly documentFingerprint: string | null;
  readonly phoneFingerprint: string | null;
  /** Null where none was named. */
  readonly lookUpKey: string | null;
}

export interface MemberOnFile extends PersonOnFile {
  readonly personId: string;
}

/** The people of today. */
export interface HouseholdOnFile {
  /** Null until it is registered. */
  readonly villageCode: DivisionCode | null;
  readonly head: PersonOnFile;
  readonly members: readonly MemberOnFile[];
  /** Who left for a household of their own, by its id, the head first. */
  readonly left: { readonly [householdId: string]: readonly MemberOnFile[] };
}

const evolve = (file: HouseholdOnFile, event: HouseholdEvent): HouseholdOnFile => {
  switch (event.type) {
    case 'HouseholdRegistered':
      return { ...file, villageCode: event.data.villageCode, head: headIn(event.data) };
    case 'HeadChanged':
    case 'HeadCorrected':
      return { ...without(file, event.data.personId), head: headIn(event.data) };
    case 'HouseholdReindexed':
      return { ...file, head: { ...file.head, ...foundBy(event.data) } };
    case 'MemberAdded':
      return { ...file, members: [...file.members, memberIn(event.data)] };
    case 'MemberDataCorrected':
      return changed(file, event.data.personId, memberIn(event.data));
    case 'MemberReindexed':
      return changed(file, event.data.personId, foundBy(event.data));
    case 'MemberLeft':
      return without(file, event.data.personId);
    case 'HouseholdSplit':
      return withoutSplit(file, event.data);
    case 'HouseholdMoved':
      return { ...file, villageCode: event.data.to };
    case 'HouseholdDataCorrected':
    case 'AlleviatedRecordSet':
    case 'AlleviatedRecordVoided':
    case 'MonitoringIdentified':
    case 'RiskEliminated':
    case 'MonitoringReopened':
    case 'MonitoringVoided':
    case 'LowIncomeSet':
    case 'LowIncomeCleared':
    case 'EligibilityAssessed':
    case 'IndustryWillRecorded':
    case 'HouseholdVanished':
    case 'HouseholdVanishingVoided':
      return file;
  }
};

const without = (file: HouseholdOnFile, personId?: string): HouseholdOnFile => ({
  ...file,
  members: file.members.filter((member) => member.personId !== personId),
});

const withoutSplit = (
  file: HouseholdOnFile,
  { newHouseholdId, personIds }: { readonly newHouseholdId: string; readonly personIds: readonly string[] },
): HouseholdOnFile => {
  const left = personIds.flatMap((id) => file.members.filter(({ personId }) => personId === id));
  const members = file.members.filter((member) => !left.includes(member));
  return { ...file, members, left: { ...file.left, [newHouseholdId]: left } };
};

const changed = (
  file: HouseholdOnFile,
  personId: string,
  change: Partial<MemberOnFile>,
): HouseholdOnFile => ({
  ...file,
  members: file.members.map((member) => (member.personId === personId ? { ...member, ...change } : member)),
});

const headIn = ({
  head,
  personId = null,
  ...index
}: HeadIndex & { readonly head: SealedHead; readonly personId?: string | null }): PersonOnFile => ({
  sealed: head,
  personId,
  ...foundBy(index),
});

const memberIn = ({
  member,
  personId,
  ...index
}: MemberIndex & { readonly member: SealedMember; readonly personId: string }): MemberOnFile => ({
  sealed: member,
  personId,
  ...foundBy(index),
});

type Index = Pick<PersonOnFile, 'documentFingerprint' | 'phoneFingerprint' | 'lookUpKey'>;

const foundBy = ({ documentFingerprint, phoneFingerprint, lookUpKey }: HeadIndex): Index => ({
  documentFingerprint,
  phoneFingerprint: phoneFingerprint ?? null,
  lookUpKey: lookUpKey ?? null,
});

/** Another fold of the same stream, apart from what the rules of a household ask about. */
export const householdOnFile: Aggregate<HouseholdOnFile, HouseholdEvent> = {
  category: 'household',
  initial: {
    villageCode: null,
    head: {
      ...{ sealed: {}, personId: null },
      ...{ documentFingerprint: null, phoneFingerprint: null, lookUpKey: null },
    },
    members: [],
    left: {},
  },
  evolve,
  events: householdEvents,
  scope: ({ villageCode }) => villageCode,
};
