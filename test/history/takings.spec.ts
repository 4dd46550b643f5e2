import { describe, expect, it } from '@jest/globals';
import { consequences } from '@county/modules';
import { categoryOf, metadataText } from '@event-store/event-store';
import { concernsBinding } from '@oversight/coverage/binding';
import { concernsChain, concernsStanding } from '@oversight/coverage/entity';
import { concernsCoverage } from '@oversight/coverage/household';
import { allGolden } from './golden-files';

/** What coverage listens to and what ends the bindings that stand on a paper, by the category of the stream. */
const CONCERNS: Readonly<Record<string, (type: string) => boolean>> = {
  ...{ household: concernsCoverage, householdBinding: concernsBinding },
  ...{ entity: concernsStanding, enterpriseBinding: concernsChain },
  agreement: (type) => ['AgreementTerminated', 'AgreementExpired'].includes(type),
};

/** Those of them that take coverage from nobody. */
const GIVING = [
  ...['HouseholdRegistered', 'HouseholdMoved', 'AlleviatedRecordSet', 'LowIncomeSet'],
  'HouseholdVanishingVoided',
  ...['MonitoringIdentified', 'MonitoringReopened'],
  ...['HouseholdBindingProposed', 'HouseholdBindingActivated', 'BindingFormsChanged', 'BindingResumed'],
  ...['EntityRegistered', 'EntityApproved', 'EntityResumed', 'EligibilityRestored'],
  ...['EntityRenamed', 'EntityDataCorrected', 'EntityDeregistrationVoided'],
  ...['EnterpriseBindingProposed', 'EnterpriseBindingActivated', 'EnterpriseBindingResumed'],
];

describe('the dry run of what takes coverage away (3.4, 2)', () => {
  const taken = allGolden()
    .flat()
    .filter(({ stream, type }) => CONCERNS[categoryOf(stream)]?.(type) === true && !GIVING.includes(type));

  it('tells it of every command that people have ever brought such an event about with', () => {
    const byPeople = taken.filter(({ metadata }) => metadata['role'] !== 'SYSTEM');
    const senders = new Set(byPeople.map((event) => metadataText(event, 'command')));
    expect(senders.size).toBeGreaterThan(9);
    const told = new Set(consequences.flatMap(({ commands }) => commands));
    expect([...senders].filter((command) => !told.has(command))).toEqual([]);
  });
});
