import { changed, register, type Own, type Registered } from '@projection/fold';
import { withSealed } from '@projection/fold-sealed';
import { displayCategory, targetGroups } from './category';
import type {
  HeadKey,
  HouseholdEvent,
  LowIncomeKind,
  MonitoringCategory,
  Related,
  SealedHead,
} from './events';
import { related, underNextHead, without } from './members';

/** One line of the household register. Nothing personal: name, document, phone and card stay sealed, beside it. */
export type HouseholdRow = Registered & {
  readonly division: string;
  readonly householdNo: string;
  readonly group: string | null;
  readonly populationCount: number;
  readonly labourCount: number;
  /** Under whose key the head is; null where it is the household's. */
  readonly headId: string | null;
  /** Those who are written down, by what they are to the head. */
  readonly members: readonly Related[];
  readonly synthetic: boolean;
  readonly alleviated: boolean;
  readonly monitoring: { readonly category: MonitoringCategory; readonly riskEliminated: boolean } | null;
  readonly lowIncome: LowIncomeKind | null;
  readonly category: string;
  /** Every group it belongs to, those whose risk was eliminated included. */
  readonly groups: readonly string[];
  readonly eligible: boolean;
  readonly hasDevelopmentConditions: boolean | null;
  readonly isWilling: boolean | null;
  readonly reasonIfNot: string | null;
  readonly assessedOn: string | null;
  readonly industries: readonly string[];
  readonly vanished: boolean;
  /** The household that its people left by 分户; null of every other. */
  readonly splitFrom: string | null;
  /** Households of those who left this one by 分户. */
  readonly splitInto: readonly string[];
};

type Fields = Own<HouseholdRow>;

const derived = (row: Fields): Fields => ({
  ...row,
  category: displayCategory(row),
  groups: targetGroups(row, true),
  eligible: row.hasDevelopmentConditions === true && row.isWilling === true && !row.vanished,
});

/** A change of a line that is there already; what follows from it is reckoned again. */
const reckoned = <E>(change: (row: Fields, event: E) => Partial<Fields>) =>
  changed<E, HouseholdRow>((row, event) => derived({ ...row, ...change(row, event) }));

const withRisk = (row: Fields, riskEliminated: boolean): Partial<Fields> =>
  row.monitoring === null ? {} : { monitoring: { ...row.monitoring, riskEliminated } };

const UNASSESSED = {
  alleviated: false,
  monitoring: null,
  lowIncome: null,
  category: 'GENERAL',
  groups: ['GENERAL'],
  eligible: false,
  hasDevelopmentConditions: null,
  isWilling: null,
  reasonIfNot: null,
  assessedOn: null,
  industries: [],
  members: [],
  vanished: false,
  splitInto: [],
} as const;

const lines = register<HouseholdEvent, HouseholdRow>({
  name: 'household',
  version: 3,
  categories: ['household'],
  collection: 'households',
  indexes: [
    { fields: ['division', 'householdNo'] },
    { fields: ['householdNo'] },
    { fields: ['category', 'division'] },
    { fields: ['eligible', 'division'] },
  ],
  arrays: ['groups', 'industries'],
  on: {
    HouseholdRegistered: (_none, { data }) => ({
      ...UNASSESSED,
      division: data.villageCode,
      householdNo: data.householdNo,
      group: data.group,
      populationCount: data.populationCount,
      labourCount: data.labourCount,
      headId: data.personId ?? null,
      synthetic: data.synthetic,
      splitFrom: data.splitFrom ?? null,
    }),
    HouseholdDataCorrected: reckoned((_row, { data: { populationCount, labourCount, group } }) => ({
      populationCount,
      labourCount,
      group,
    })),
    HeadChanged: reckoned(({ members }, { data }) => ({
      headId: data.personId ?? null,
      members: underNextHead(members, data),
    })),
    HeadCorrected: reckoned((_row, { data: { personId } }) => ({ headId: personId })),
    MemberAdded: reckoned(
      ({ members }, { data: { personId, relationToHead, populationCount, labourCount } }) => ({
        members: [...members, { personId, relationToHead }],
        populationCount,
        labourCount,
      }),
    ),
    MemberDataCorrected: reckoned(({ members }, { data: { personId, relationToHead } }) => ({
      members: related(members, { personId, relationToHead }),
    })),
    MemberLeft: reckoned(({ members }, { data: { personId, populationCount, labourCount } }) => ({
      members: without(members, personId),
      populationCount,
      labourCount,
    })),
    HouseholdSplit: reckoned(
      ({ members, splitInto }, { data: { personIds, newHouseholdId, populationCount, labourCount } }) => ({
        members: members.filter(({ personId }) => !personIds.includes(personId)),
        splitInto: [...splitInto, newHouseholdId],
        populationCount,
        labourCount,
      }),
    ),
    AlleviatedRecordSet: reckoned(() => ({ alleviated: true })),
    AlleviatedRecordVoided: reckoned(() => ({ alleviated: false })),
    MonitoringIdentified: reckoned((_row, { data }) => ({
      monitoring: { category: data.category, riskEliminated: false },
    })),
    RiskEliminated: reckoned((row) => withRisk(row, true)),
    MonitoringReopened: reckoned((row) => withRisk(row, false)),
    MonitoringVoided: reckoned((_row, { data: { restored } }) => ({
      monitoring:
        restored === null ? null : { category: restored.category, riskEliminated: restored.riskEliminated },
    })),
    LowIncomeSet: reckoned((_row, { data }) => ({ lowIncome: data.kind })),
    LowIncomeCleared: reckoned(() => ({ lowIncome: null })),
    EligibilityAssessed: reckoned(
      (_row, { data: { hasDevelopmentConditions, isWilling, reasonIfNot, on } }) => ({
        hasDevelopmentConditions,
        isWilling,
        reasonIfNot,
        assessedOn: on,
      }),
    ),
    IndustryWillRecorded: reckoned((_row, { data }) => ({ industries: data.industries })),
    HouseholdMoved: reckoned((_row, { data }) => ({ division: data.to, group: null })),
    HouseholdVanished: reckoned(() => ({ vanished: true })),
    HouseholdVanishingVoided: reckoned(() => ({ vanished: false })),
  },
});

const sealedIn = (data: object, id: string) => {
  const { head, personId = id } = data as { readonly head: SealedHead } & HeadKey;
  return { subject: personId, sealed: head };
};

/** The register, and its heads of today. */
export const householdRegister = withSealed(lines, 'household-heads', {
  HouseholdRegistered: ({ data }, id) => ({
    ...sealedIn(data, id),
    division: data['villageCode'],
  }),
  HeadChanged: ({ data }, id) => sealedIn(data, id),
  HeadCorrected: ({ data }, id) => sealedIn(data, id),
  HouseholdMoved: ({ data }) => ({ division: data['to'] }),
});
