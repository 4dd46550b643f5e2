import { describe, expect, it } from '@jest/globals';
import { givenEvents } from '@testing/projection';
import type { HouseholdEvent } from './events';
import { householdRegister } from './projector';
import {
  alleviated,
  CHILD,
  neverAlleviated,
  neverMonitored,
  stillThere,
  eligible,
  known,
  listed,
  lowIncome,
  monitored,
  NEXT_VILLAGE,
  on,
  registered,
  reopened,
  riskEliminated,
  SPOUSE,
  vanished,
  VILLAGE,
} from './story';

const project = (events: readonly HouseholdEvent[]) =>
  givenEvents(
    ...events.map(({ type, data }) => ({ stream: 'household-h1', type, data: data as never })),
  ).project(householdRegister);
const shows = (events: readonly HouseholdEvent[], expected: object) => {
  project(events).thenPartly('households', 'h1', expected);
};
const unwilling: HouseholdEvent = {
  type: 'EligibilityAssessed',
  data: { ...eligible.data, isWilling: false, reasonIfNot: 'REFUSED', evidence: '声明-12' },
};

describe('the register of households', () => {
  it('shows a household that nobody assessed yet', () =>
    shows([registered], {
      ...{ division: VILLAGE, group: `${VILLAGE}-03`, householdNo: registered.data.householdNo },
      ...{ populationCount: 4, labourCount: 2, synthetic: true, vanished: false },
      ...{
        alleviated: false,
        alleviatedYear: null,
        monitoring: null,
        riskFactors: null,
        lowIncome: null,
        category: 'GENERAL',
        groups: ['GENERAL'],
      },
      ...{ eligible: false, hasDevelopmentConditions: null, isWilling: null, assessedOn: null },
      ...{ industries: [], revision: 0 },
    }));

  it('shows members by what they are to the head of today, and nothing else of them', () => {
    const grown = [registered, listed(SPOUSE, 'SPOUSE'), listed(CHILD, 'CHILD')];
    const members = [
      { personId: SPOUSE, relationToHead: 'SPOUSE' },
      { personId: CHILD, relationToHead: 'CHILD' },
    ] as const;
    shows(grown, { headId: known.personId, members });
    const next: HouseholdEvent = {
      type: 'HeadChanged',
      data: { head: known.head, personId: SPOUSE, ...known.index, relations: [members[1]], on },
    };
    const corrected: HouseholdEvent = {
      type: 'MemberDataCorrected',
      data: { ...listed(CHILD, 'OTHER').data, member: known.member },
    };
    shows([...grown, next, corrected], {
      headId: SPOUSE,
      members: [{ personId: CHILD, relationToHead: 'OTHER' }],
    });
    const left = { personId: CHILD, cause: 'MARRIED', populationCount: 3, labourCount: 1, on } as const;
    shows([...grown, { type: 'MemberLeft', data: left }], {
      ...{ populationCount: 3, labourCount: 1 },
      members: [members[0]],
    });
  });

  it('holds nothing personal, not even sealed', () => {
    const changed: HouseholdEvent = {
      type: 'HeadChanged',
      data: { head: known.head, documentFingerprint: 'fingerprint-2', on },
    };
    const text = JSON.stringify(project([registered, listed(SPOUSE, 'SPOUSE'), changed]).all('households'));
    expect(text).not.toContain('sealed');
    expect(text).not.toContain('fingerprint');
  });

  it('derives category and groups from the facts', () => {
    const facts = [registered, alleviated, monitored('UNSTABLE_ALLEVIATED'), lowIncome];
    shows(facts, {
      category: 'UNSTABLE_ALLEVIATED',
      groups: ['ALLEVIATED', 'MONITORED', 'LOW_INCOME'],
      ...{ alleviatedYear: 2018, enjoysPolicy: true, riskFactors: ['ILLNESS'] },
      monitoring: {
        ...{ category: 'UNSTABLE_ALLEVIATED', identifiedOn: on },
        ...{ riskEliminated: false, eliminatedOn: null },
      },
    });
    shows([...facts, riskEliminated], {
      category: 'ALLEVIATED',
      groups: ['ALLEVIATED', 'MONITORED', 'LOW_INCOME'],
      monitoring: {
        ...{ category: 'UNSTABLE_ALLEVIATED', identifiedOn: on },
        ...{ riskEliminated: true, eliminatedOn: on },
      },
    });
    shows([...facts, riskEliminated, reopened], {
      ...{ category: 'UNSTABLE_ALLEVIATED', riskFactors: ['NATURAL_DISASTER'] },
    });
    const was = { category: 'MARGINAL', riskEliminated: true, identifiedOn: on, since: on } as const;
    const restored: HouseholdEvent = {
      ...neverMonitored,
      data: { ...neverMonitored.data, restored: was, riskFactors: ['NATURAL_DISASTER'] },
    };
    const wrong = [registered, monitored('MARGINAL'), riskEliminated, monitored('SUDDEN_HARDSHIP')];
    shows([...wrong, restored], {
      monitoring: { category: 'MARGINAL', identifiedOn: on, riskEliminated: true, eliminatedOn: on },
      ...{ category: 'GENERAL', groups: ['MONITORED'], riskFactors: ['NATURAL_DISASTER'] },
    });
    shows([registered, monitored('MARGINAL'), neverMonitored], {
      ...{ monitoring: null, riskFactors: null, groups: ['GENERAL'] },
    });
    shows([registered, eligible, vanished, stillThere], { vanished: false, eligible: true });
    shows([registered, alleviated, neverAlleviated], {
      ...{ alleviated: false, alleviatedYear: null, enjoysPolicy: null, groups: ['GENERAL'] },
    });
    shows([registered, lowIncome, { type: 'LowIncomeCleared', data: { on } }], {
      ...{ lowIncome: null, category: 'GENERAL', groups: ['GENERAL'] },
    });
  });

  it('shows what a household was found to suffer from before there were words for it', () => {
    const { data } = monitored('MARGINAL');
    shows([registered, { type: 'MonitoringIdentified', data: { ...data, riskFactors: ['因病致贫'] } }], {
      riskFactors: ['因病致贫'],
    });
  });

  it('shows who is able and willing, and of others the reason', () => {
    shows([registered, eligible], { eligible: true, reasonIfNot: null, assessedOn: on });
    shows([registered, eligible, unwilling], { eligible: false, isWilling: false, reasonIfNot: 'REFUSED' });
    shows([registered, unwilling, eligible], { eligible: true, isWilling: true, reasonIfNot: null });
  });

  it('shows what was corrected, wanted, and where it lives now', () => {
    const data = { populationCount: 5, labourCount: 3, group: null, on };
    shows([registered, { type: 'HouseholdDataCorrected', data }], {
      ...{ populationCount: 5, labourCount: 3, group: null },
    });
    shows([registered, { type: 'IndustryWillRecorded', data: { industries: ['FRUIT'], on } }], {
      industries: ['FRUIT'],
    });
    shows([registered, { type: 'HouseholdMoved', data: { from: VILLAGE, to: NEXT_VILLAGE, on } }], {
      ...{ division: NEXT_VILLAGE, group: null },
    });
  });

  it('keeps a household that vanished, eligible no more', () =>
    shows([registered, alleviated, eligible, vanished], {
      ...{ vanished: true, eligible: false, category: 'ALLEVIATED', revision: 3 },
    }));
});
