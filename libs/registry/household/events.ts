import type { CalendarDate } from '@kernel/calendar-date';
import type { Event } from '@kernel/decider';
import type { DivisionCode } from '@kernel/division-code';
import type { LowIncomeKind, MonitoringCategory, Restored } from './category-words';
import type { IneligibilityReason } from './eligibility';
import type { JoiningCause, LeavingCause, Relation } from './member';

export {
  LOW_INCOME_KINDS,
  MONITORING_CATEGORIES,
  MOST_RISK_FACTORS,
  RISK_FACTORS,
  type RiskFactor,
} from './category-words';
export type { LowIncomeKind, MonitoringCategory, Restored } from './category-words';
export { INELIGIBILITY_REASONS, type IneligibilityReason } from './eligibility';
export { MEMBER_FIELDS, RELATIONS, type Relation } from './member';

/**
 * Fields in clear that tell of health: from what a household suffers, and why it is not able, of which one word says illness. So all
 * words are covered or none: one that is covered alone would be told by that.
 */
export const HEALTH_FIELDS = ['riskFactors', 'reasonIfNot'] as const;

export const VANISHING_CAUSES = ['DECEASED', 'MOVED_AWAY', 'MERGED'] as const;
export type VanishingCause = (typeof VANISHING_CAUSES)[number];

/** What a household is known for that may be true of one that comes of it too. */
export const HELD_FACTS = ['ALLEVIATED', 'MONITORING', 'LOW_INCOME', 'ELIGIBILITY', 'INDUSTRY_WILL'] as const;
export type HeldFact = (typeof HELD_FACTS)[number];

/** Whose data key a head is sealed under. Absent in what was recorded before each had one: then it is the household's. */
export type HeadKey = { personId?: string };

/** The head's name, document number and what else is personal: ciphertext by field. */
export type SealedHead = { readonly [field: string]: string };

/** What is known of a member but the relation: ciphertext by field, of those of {@link MEMBER_FIELDS} that were given. */
export type SealedMember = { readonly [field: string]: string };

/** What a member is found by. */
export type MemberIndex = Required<Pick<HeadIndex, 'documentFingerprint' | 'lookUpKey'>>;

/** How many people a household counts from then on, as who enters it says. */
export type Counts = { populationCount: number; labourCount: number };

/** What somebody is to the head. */
export type Related = { personId: string; relationToHead: Relation };

/** Keyed hashes by which the head is found again, and the name of the key that they were made under. */
export type HeadIndex = {
  /** Of the document number. */
  documentFingerprint: string;
  /** Null where there is no phone. Absent in what was recorded before phones were looked for. */
  phoneFingerprint?: string | null;
  /** Absent in what was recorded before keys of look-ups had names. */
  lookUpKey?: string;
};

/** What a number could be tried against by whoever gets hold of the key, also after its person is forgotten. */
export const INDEX_FIELDS = [
  'documentFingerprint',
  'phoneFingerprint',
  'lookUpKey',
] as const satisfies readonly (keyof HeadIndex)[];

/** `on` is the day the fact is true in the village. */
export type HouseholdEvent =
  | Event<
      'HouseholdRegistered',
      {
        householdId: string;
        /** 户编号 of the national platform. */
        householdNo: string;
        villageCode: DivisionCode;
        /** 村民小组: village code, hyphen, two digits; null where unknown. */
        group: string | null;
        populationCount: number;
        labourCount: number;
        source: 'NATIONAL_IMPORT' | 'VILLAGE';
        head: SealedHead;
        /** Made up for demonstration or training; no such person exists. */
        synthetic: boolean;
        /** 分户: the household that its people left, by which decision; absent of every other. */
        splitFrom?: string;
        householdSplitId?: string;
        on: CalendarDate;
      } & HeadIndex &
        HeadKey
    >
  | Event<
      'HouseholdDataCorrected',
      { populationCount: number; labourCount: number; group: string | null; on: CalendarDate }
    >
  | Event<
      'HeadChanged',
      {
        head: SealedHead;
        /** What the members are to the next head; absent where there were none. */
        relations?: readonly Related[];
        on: CalendarDate;
      } & HeadIndex &
        HeadKey
    >
  /** The same person, written down anew: everything that is known of them, under their own key. */
  | Event<'HeadCorrected', { head: SealedHead; personId: string; on: CalendarDate } & Required<HeadIndex>>
  | Event<
      'MemberAdded',
      Related & {
        /** HEAD_BEFORE: who hands over to the next head and stays. SPLIT: came with the head from the household before. */
        cause: JoiningCause | 'HEAD_BEFORE' | 'SPLIT';
        member: SealedMember;
        on: CalendarDate;
      } & MemberIndex &
        Counts
    >
  | Event<'MemberDataCorrected', Related & { member: SealedMember; on: CalendarDate } & MemberIndex>
  | Event<'MemberLeft', { personId: string; cause: LeavingCause; on: CalendarDate } & Counts>
  /** 分户: some left for a household of their own; the head stays, and what else is not told of them. */
  | Event<
      'HouseholdSplit',
      {
        householdSplitId: string;
        newHouseholdId: string;
        newHouseholdNo: string;
        /** All who left, the head of the new household first. */
        personIds: readonly string[];
        on: CalendarDate;
      } & Counts
    >
  /** The same member is found under another key. */
  | Event<'MemberReindexed', { personId: string; on: CalendarDate } & MemberIndex>
  /** The same head is found under another key. */
  | Event<'HouseholdReindexed', Required<HeadIndex> & { on: CalendarDate }>
  | Event<'AlleviatedRecordSet', { alleviatedYear: number; enjoysPolicy: boolean; on: CalendarDate }>
  /** Set by mistake: it never was true. `records` are the days of what is taken back, `on` the first of them. */
  | Event<'AlleviatedRecordVoided', { records: readonly CalendarDate[]; on: CalendarDate }>
  | Event<
      'MonitoringIdentified',
      { category: MonitoringCategory; riskFactors: readonly string[]; on: CalendarDate }
    >
  | Event<'RiskEliminated', { on: CalendarDate }>
  | Event<'MonitoringReopened', { riskFactors: readonly string[]; on: CalendarDate }>
  /**
   * The last identification was of another household: neither it nor what followed of it ever was true. `records` are the days of
   * all that, `on` the first of them. What was true before is so again, with what the household suffered from then.
   */
  | Event<
      'MonitoringVoided',
      {
        records: readonly CalendarDate[];
        restored: Restored | null;
        riskFactors: readonly string[] | null;
        on: CalendarDate;
      }
    >
  | Event<'LowIncomeSet', { kind: LowIncomeKind; on: CalendarDate }>
  | Event<'LowIncomeCleared', { on: CalendarDate }>
  | Event<
      'EligibilityAssessed',
      {
        hasDevelopmentConditions: boolean;
        isWilling: boolean;
        reasonIfNot: IneligibilityReason | null;
        /** Reference of the signed statement or photo. */
        evidence: string | null;
        on: CalendarDate;
      }
    >
  | Event<'IndustryWillRecorded', { industries: readonly string[]; on: CalendarDate }>
  | Event<'HouseholdMoved', { from: DivisionCode; to: DivisionCode; on: CalendarDate }>
  | Event<'HouseholdVanished', { cause: VanishingCause; on: CalendarDate }>
  /** It never vanished, and lives where it did before; `on` is the day from which it was believed to. */
  | Event<'HouseholdVanishingVoided', { villageCode: DivisionCode; on: CalendarDate }>;

export const householdEvents: Readonly<Record<HouseholdEvent['type'], number>> = {
  HouseholdRegistered: 1,
  HouseholdDataCorrected: 1,
  HeadChanged: 1,
  HeadCorrected: 1,
  MemberAdded: 1,
  MemberDataCorrected: 1,
  MemberLeft: 1,
  HouseholdSplit: 1,
  MemberReindexed: 1,
  HouseholdReindexed: 1,
  AlleviatedRecordSet: 1,
  AlleviatedRecordVoided: 1,
  MonitoringIdentified: 1,
  RiskEliminated: 1,
  MonitoringReopened: 1,
  MonitoringVoided: 1,
  LowIncomeSet: 1,
  LowIncomeCleared: 1,
  EligibilityAssessed: 1,
  IndustryWillRecorded: 1,
  HouseholdMoved: 1,
  HouseholdVanished: 1,
  HouseholdVanishingVoided: 1,
};
