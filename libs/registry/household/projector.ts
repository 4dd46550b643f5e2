import { changed, register } from '@projection/fold';
import { withSealed } from '@projection/fold-sealed';
import type { HeadKey, HouseholdEvent, SealedHead } from './events';
import { asBefore, derived, UNASSESSED, withRisk, type Fields, type HouseholdRow } from './household-row';
import { related, underNextHead, without } from './members';

/** A change of a line that is there already; what follows from it is reckoned again. */
const reckoned = <E>(change: (row: Fields, event: E) => Partial<Fields>) =>
  changed<E, HouseholdRow>((row, event) => derived({ ...row, ...change(row, event) }));

const lines = register<HouseholdEvent, HouseholdRow>({
  name: 'household',
  version: 4,
  categories: ['household'],
  collection: 'households',
  indexes: [
    { fields: ['division', 'householdNo'] },
    { fields: ['householdNo'] },
    { fields: ['division', 'group', 'householdNo'] },
    { fields: ['group', 'division', 'householdNo'] },
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
    AlleviatedRecordSet: reckoned((_row, { data: { alleviatedYear, enjoysPolicy } }) => ({
      ...{ alleviated: true, alleviatedYear, enjoysPolicy },
    })),
    AlleviatedRecordVoided: reckoned(() => ({
      ...{ alleviated: false, alleviatedYear: null, enjoysPolicy: null },
    })),
    MonitoringIdentified: reckoned((_row, { data: { category, riskFactors, on } }) => ({
      monitoring: { category, identifiedOn: on, riskEliminated: false, eliminatedOn: null },
      riskFactors,
    })),
    RiskEliminated: reckoned((row, { data }) => withRisk(row, data.on)),
    MonitoringReopened: reckoned((row, { data: { riskFactors } }) => ({
      ...withRisk(row, null),
      riskFactors,
    })),
    MonitoringVoided: reckoned((_row, { data: { restored, riskFactors } }) => ({
      monitoring: restored === null ? null : asBefore(restored),
      riskFactors,
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
