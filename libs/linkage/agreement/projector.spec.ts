import { describe, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { givenEvents } from '@testing/projection';
import type { AgreementEvent } from './events';
import { agreementRegister } from './projector';
import {
  AMENDMENT,
  amendmentConcluded,
  amendmentSignedBy,
  concluded,
  COOP,
  drafted,
  entered,
  failed,
  inForce,
  ordered,
  proposed,
  signedBy,
  submitted,
  TERMINATION,
  terminationProposed,
  terminationSignedBy,
  terms,
  WANG,
  ZHAO,
} from './story';

const shows = (events: readonly AgreementEvent[], expected: object) => {
  givenEvents(...events.map(({ type, data }) => ({ stream: 'agreement-a1', type, data: data as never })))
    .project(agreementRegister)
    .thenPartly('agreements', 'a1', expected);
};
const on = calendarDate('2025-03-01');
const accepted = { type: 'AgreementRectificationAccepted', data: { rectificationId: 'r1', on } } as const;

describe('the register of agreements', () => {
  it('shows a draft with what the paper says', () =>
    shows([drafted], {
      ...{
        division: '530424102201',
        entityId: COOP,
        state: 'DRAFT',
        householdIds: [WANG],
        householdCount: 1,
      },
      ...{ startDate: '2025-01-01', endDate: '2027-12-31', promisedPerYearFen: 1_200_000, agreementNo: null },
    }));

  it('shows all that the paper says, so that who verifies it can lay both side by side', () => {
    const { households: _whom, ...said } = terms;
    shows([drafted], said);
    const revised = { ...terms, riskClauses: ['企业承担市场风险'], hasGuaranteedFloor: false };
    shows([drafted, { type: 'AgreementDraftRevised', data: { terms: revised, on } }], {
      ...{ riskClauses: ['企业承担市场风险'], hasGuaranteedFloor: false, duties: terms.duties },
    });
  });

  it('shows who must sign and who has', () => {
    shows([drafted, submitted, signedBy.GOVERNMENT, signedBy.ENTITY], {
      ...{ state: 'PENDING_SIGNATURE', requiredLevel: 'TOWN', spanRule: 'SAME_TOWN', signedLevel: 'TOWN' },
      ...{ signedParties: ['GOVERNMENT', 'ENTITY'], agreementNo: '盘溪〔2024〕7号' },
    });
  });

  it('shows the number of today, and is found by those that it was given by mistake', () => {
    const at = (agreementNo: string, formerNo: string): AgreementEvent => ({
      type: 'AgreementNoCorrected',
      data: { agreementNo, formerNo, scan: 'scan-9', correctedBy: 'town', on },
    });
    const signed = [drafted, submitted, signedBy.GOVERNMENT];
    const [seven, eight] = ['盘溪〔2024〕7号', '盘溪〔2024〕8号'];
    shows(signed, { agreementNo: seven, numbers: [seven] });
    shows([...signed, at(eight, seven)], { agreementNo: eight, numbers: [eight, seven] });
    shows([...signed, at(eight, seven), at(seven, eight)], { agreementNo: seven, numbers: [seven, eight] });
  });

  it('shows who signed for itself, who witnessed, and that the term is short', () => {
    const own = { householdId: WANG, scan: 'scan-7', signedBy: 'wang', on };
    const short = { ...submitted, data: { ...submitted.data, shorterThan: { years: 4, source: '县府' } } };
    const events: AgreementEvent[] = [
      ...[drafted, short],
      { type: 'AgreementSignedByHousehold', data: own },
      { type: 'AgreementWitnessed', data: { witnessedBy: 'team', on } },
    ];
    shows(events, { signedHouseholds: [WANG], witnessedOn: on, shorterThanYears: 4 });
    const taken: AgreementEvent = { type: 'AgreementDraftWithdrawn', data: { cause: 'BY_DRAFTER', on } };
    shows([...events, taken], { state: 'WITHDRAWN', endedOn: on });
  });

  it('forgets the signatures when the draft is taken back', () => {
    const revised = { type: 'AgreementDraftRevised', data: { terms, on } } as const;
    shows([drafted, submitted, signedBy.GOVERNMENT, revised], {
      ...{ state: 'DRAFT', requiredLevel: null, signedParties: [], agreementNo: null, entityId: COOP },
    });
  });

  it('shows since when it is in force, and when it was verified', () => {
    const data = { paperExists: true, termsMatch: true, benefitsConfirmed: true, note: null, on };
    shows([...inForce, { type: 'AgreementVerified', data }], {
      ...{ state: 'IN_FORCE', concludedOn: concluded.data.on, inForceSince: entered.data.on, verifiedOn: on },
    });
  });

  it('shows the latest version after an amendment', () => {
    const amended = {
      type: 'AgreementAmended',
      data: {
        version: 2,
        terms: { ...terms, households: [], endDate: calendarDate('2028-12-31') },
        requiredLevel: 'COUNTY',
        signedLevel: 'COUNTY',
        scan: 's',
        on,
        explanation: submitted.data.explanation,
      },
    } as const;
    shows([...inForce, amended], {
      ...{ version: 2, householdCount: 0, endDate: '2028-12-31', requiredLevel: 'COUNTY', state: 'IN_FORCE' },
    });
  });

  it('shows the terms in force and the amendment that waits beside them, until that takes their place', () => {
    const signed = [amendmentSignedBy.GOVERNMENT, amendmentSignedBy.ENTITY, amendmentSignedBy.HOUSEHOLDS];
    const waits = [...inForce, proposed, ...signed, amendmentConcluded];
    shows(waits, {
      ...{ state: 'IN_FORCE', version: 1, householdIds: [WANG], requiredLevel: 'TOWN', amendedOn: null },
      partyIds: [WANG, ZHAO],
      amendment: {
        ...{ amendmentId: AMENDMENT, version: 2, requiredLevel: 'COUNTY', signedLevel: 'COUNTY' },
        ...{ from: on, concludedOn: on },
      },
    });
    const { terms: amended, explanation } = proposed.data;
    const level = { requiredLevel: 'COUNTY', signedLevel: 'COUNTY' } as const;
    const data = { amendmentId: AMENDMENT, version: 2, terms: amended, explanation, ...level, scan: 's', on };
    shows([...waits, { type: 'AgreementAmended', data }], {
      ...{ version: 2, householdIds: [WANG, ZHAO], ...level, amendedOn: on, amendment: null },
      partyIds: [WANG, ZHAO],
    });
    const gone = { amendmentId: AMENDMENT, cause: 'BY_PARTY', party: 'ENTITY', on } as const;
    shows([...inForce, proposed, { type: 'AgreementAmendmentWithdrawn', data: gone }], {
      ...{ version: 1, householdIds: [WANG], partyIds: [WANG], amendment: null },
    });
  });

  it('shows the paper by which the parties part while it waits, and the agreement in force', () => {
    const waits = [...inForce, terminationProposed, terminationSignedBy.ENTITY];
    shows(waits, {
      state: 'IN_FORCE',
      termination: { terminationId: TERMINATION, signatures: [{ party: 'ENTITY' }], requiredLevel: 'TOWN' },
    });
    const gone = { terminationId: TERMINATION, cause: 'BY_PARTY', party: 'HOUSEHOLDS', on } as const;
    shows([...waits, { type: 'AgreementTerminationWithdrawn', data: gone }], {
      ...{ state: 'IN_FORCE', termination: null },
    });
    const { cause, decisionNo, settlement } = terminationProposed.data;
    const data = { cause, decisionNo, settlement, rectificationId: null, unpaidFen: 0, bindingIds: [], on };
    shows([...waits, { type: 'AgreementTerminated', data }], {
      ...{ state: 'TERMINATED', terminationCause: 'BY_CONSENT', termination: null },
    });
  });

  it('follows rectification to acceptance or failure', () => {
    shows([...inForce, ordered], { state: 'RECTIFYING', openRectifications: ['r1'] });
    shows([...inForce, ordered, accepted], { state: 'IN_FORCE', openRectifications: [] });
    shows([...inForce, ordered, failed], {
      ...{ state: 'RECTIFYING', openRectifications: [], failedRectifications: ['r1'] },
    });
  });

  it('shows how it ended', () => {
    const terminated = {
      type: 'AgreementTerminated',
      data: {
        cause: 'RECTIFICATION_FAILED',
        decisionNo: '华政发〔2025〕3号',
        rectificationId: 'r1',
        unpaidFen: 34_000,
        settlement: '限期补付',
        bindingIds: [],
        on,
      },
    } as const;
    shows([...inForce, ordered, failed, terminated], {
      ...{ state: 'TERMINATED', endedOn: on, terminationCause: 'RECTIFICATION_FAILED', unpaidFen: 34_000 },
    });
    shows([...inForce, { type: 'AgreementExpired', data: { bindingIds: [], on } }], {
      ...{ state: 'EXPIRED', endedOn: on, terminationCause: null },
    });
  });
});
