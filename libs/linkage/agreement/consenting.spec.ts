import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import { AmendAgreement, ExpireAgreement } from './commands';
import {
  DeclineTermination,
  SignTermination,
  SignTerminationForHousehold,
  TerminateByConsent,
  WithdrawTermination,
} from './consent-commands';
import type { AgreementEvent } from './events';
import type { AgreementParty } from './paper';
import type { Agreement } from './state';
import {
  AGREEMENT,
  AMENDMENT,
  amendmentConcluded,
  amendmentSignedBy,
  drafted,
  inForce,
  known,
  LI,
  ordered,
  proposed as amendmentProposed,
  somebody,
  TERMINATION,
  terminationProposed as proposed,
  terminationSignedBy,
  termsPart,
  WANG,
  WANG_BINDING,
  ZHAO,
} from './story';

const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known, owedFen: 34_000 });
const on = calendarDate('2025-03-01');
const late = calendarDate('2025-03-09');
const by = (role: Role, ...events: readonly AgreementEvent[]) =>
  given(...inForce, ...events).knowing({ actor: somebody(role) });

const { GOVERNMENT, ENTITY, HOUSEHOLDS } = terminationSignedBy;
const terminated: AgreementEvent = {
  type: 'AgreementTerminated',
  data: {
    ...{ cause: 'BY_CONSENT', terminationId: TERMINATION, decisionNo: '三方解除书1', settlement: '年内结清' },
    ...{ rectificationId: null, unpaidFen: 34_000, bindingIds: [WANG_BINDING], on },
  },
};

describe('proposing to part', () => {
  const paper = { decisionNo: '三方解除书1', settlement: '年内结清', unpaidFen: 34_000 };
  const terminate = command(TerminateByConsent, { cause: 'FORCE_MAJEURE', ...paper });

  it('is open to each party, freezes the level that had to sign, and leaves the agreement in force', () => {
    for (const role of ['ENTITY_MANAGER', 'TOWN_SIGNER', 'VILLAGE_INFORMANT'] as const) {
      const [event] = by(role).when(terminate).events();
      expect(event).toMatchObject({
        type: 'AgreementTerminationProposed',
        data: { ...paper, cause: 'FORCE_MAJEURE', requiredLevel: 'TOWN', proposedBy: role, on },
      });
    }
    const state = by('ENTITY_MANAGER', proposed).state() as Agreement;
    expect(state).toMatchObject({ phase: 'IN_FORCE', termination: { terminationId: TERMINATION } });
  });

  it('takes no paper that says something else than the distributions, and one that leaves it to them', () => {
    by('ENTITY_MANAGER')
      .when(command(TerminateByConsent, { cause: 'BY_CONSENT', ...paper, unpaidFen: 1 }))
      .thenRefused('SETTLEMENT_DIFFERS');
    const { unpaidFen: _unsaid, ...silent } = paper;
    const [event] = by('ENTITY_MANAGER')
      .when(command(TerminateByConsent, { cause: 'BY_CONSENT', ...silent }))
      .events();
    expect(event?.data).toMatchObject({ unpaidFen: null });
  });

  it('is no way out of a rectification, and needs a paper in force', () => {
    by('ENTITY_MANAGER', ordered).when(terminate).thenRefused('AGREEMENT_UNDER_RECTIFICATION');
    given(drafted).when(terminate).thenRefused('AGREEMENT_NOT_IN_FORCE');
    by('ENTITY_MANAGER')
      .knowing({ effectiveDate: calendarDate('2024-12-31') })
      .when(terminate)
      .thenRefused('BEFORE_LAST_CHANGE');
    const after = calendarDate('2028-01-01');
    by('ENTITY_MANAGER')
      .knowing({ today: after, effectiveDate: after })
      .when(terminate)
      .thenRefused('AGREEMENT_TERM_OVER');
  });

  it('is no way out of an evaluation that is scored: nobody parts between the score and the result (R18)', () => {
    const refusal = by('ENTITY_MANAGER').knowing({ judgedYear: 2024 }).when(terminate).refusal();
    expect(refusal.unmet).toEqual([{ code: 'AGREEMENT_UNDER_EVALUATION', params: { year: 2024 } }]);
  });

  it('waits for no other paper and has none wait beside it', () => {
    by('ENTITY_MANAGER', proposed).when(terminate).thenRefused('TERMINATION_WAITS');
    by('ENTITY_MANAGER', amendmentProposed).when(terminate).thenRefused('AMENDMENT_WAITS');
    by('TOWN_INFORMANT', proposed)
      .when(command(AmendAgreement, { terms: termsPart(), from: on }))
      .thenRefused('TERMINATION_WAITS');
  });

  it('is at the level of an amendment that all have signed already, also before its day', () => {
    const signed = [amendmentProposed, ...Object.values(amendmentSignedBy), amendmentConcluded];
    const [event] = by('ENTITY_MANAGER', ...signed)
      .when(terminate)
      .events();
    expect(event?.data).toMatchObject({ requiredLevel: 'COUNTY' });
  });
});

const sign = (party: AgreementParty, more: Partial<SignTermination> = {}) =>
  command(SignTermination, { terminationId: TERMINATION, party, scan: 'scan-9', ...more });

describe('signing to part', () => {
  it('ends the agreement with the last of three signatures: no rectification, so no revocation follows', () => {
    by('TOWN_SIGNER', proposed).when(sign('GOVERNMENT')).then(GOVERNMENT);
    by('ENTITY_MANAGER', proposed, GOVERNMENT).when(sign('ENTITY')).then(ENTITY);
    by('VILLAGE_INFORMANT', proposed, GOVERNMENT, ENTITY)
      .when(sign('HOUSEHOLDS'))
      .then(HOUSEHOLDS, terminated);
    expect(given(...inForce, proposed, GOVERNMENT, ENTITY, HOUSEHOLDS, terminated).state()).toMatchObject({
      ...{ phase: 'TERMINATED', termination: null },
    });
  });

  it('ends it on the day of the latest, whoever is recorded last', () => {
    const signedLate = { ...ENTITY, data: { ...ENTITY.data, on: late } };
    const [, ended] = by('VILLAGE_INFORMANT', proposed, GOVERNMENT, signedLate)
      .knowing({ today: late })
      .when(sign('HOUSEHOLDS'))
      .events();
    expect(ended?.data).toMatchObject({ on: late });
  });

  it('needs the government that had to sign the paper, or a higher one', () => {
    by('VILLAGE_COMMITTEE', proposed).when(sign('GOVERNMENT')).thenRefused('SIGN_LEVEL_TOO_LOW');
    by('TOWN_SIGNER', proposed)
      .when(sign('GOVERNMENT', { level: 'CITY' }))
      .thenRefused('SIGNER_LEVEL_MISMATCH');
    const [higher] = by('COUNTY_SIGNER', proposed).when(sign('GOVERNMENT')).events();
    expect(higher?.data).toMatchObject({ level: 'COUNTY', requiredLevel: 'TOWN' });
  });

  it('takes each party once, by those who speak for it, and one person for one party', () => {
    by('ENTITY_MANAGER', proposed, ENTITY).when(sign('ENTITY')).thenRefused('PARTY_HAS_SIGNED');
    by('ENTITY_MANAGER', proposed).when(sign('GOVERNMENT')).thenRefused('SIGNER_NOT_OF_PARTY');
    const secretary = { ...GOVERNMENT, data: { ...GOVERNMENT.data, signedBy: 'secretary' } };
    given(...inForce, proposed, secretary)
      .knowing({ actor: somebody('VILLAGE_COMMITTEE', 'secretary') })
      .when(sign('HOUSEHOLDS'))
      .thenRefused('SIGNED_FOR_ANOTHER_PARTY');
  });

  it('is refused of another paper, before it was proposed, and where other sums are owed meanwhile', () => {
    by('ENTITY_MANAGER', proposed)
      .when(sign('ENTITY', { terminationId: AMENDMENT }))
      .thenRefused('TERMINATION_UNKNOWN');
    by('ENTITY_MANAGER').when(sign('ENTITY')).thenRefused('TERMINATION_UNKNOWN');
    by('ENTITY_MANAGER', proposed)
      .knowing({ effectiveDate: calendarDate('2025-02-28') })
      .when(sign('ENTITY'))
      .thenRefused('BEFORE_LAST_CHANGE');
    by('ENTITY_MANAGER', proposed)
      .knowing({ owedFen: 0 })
      .when(sign('ENTITY'))
      .thenRefused('SETTLEMENT_DIFFERS');
  });

  it('is not dated back before a rectification that was passed meanwhile', () => {
    const passed: AgreementEvent = {
      type: 'AgreementRectificationAccepted',
      data: { rectificationId: 'r1', on: late },
    };
    const back = [proposed, { ...ordered, data: { ...ordered.data, on: late } }, passed];
    by('ENTITY_MANAGER', ...back)
      .knowing({ today: late })
      .when(sign('ENTITY'))
      .thenRefused('BEFORE_LAST_CHANGE');
    by('ENTITY_MANAGER', ...back)
      .knowing({ today: late, effectiveDate: late })
      .when(sign('ENTITY'))
      .then({ ...ENTITY, data: { ...ENTITY.data, on: late } });
  });

  it('waits while the agreement is judged or rectified, and falls with its term', () => {
    by('ENTITY_MANAGER', proposed, ordered).when(sign('ENTITY')).thenRefused('AGREEMENT_UNDER_RECTIFICATION');
    by('ENTITY_MANAGER', proposed)
      .knowing({ judgedYear: 2024 })
      .when(sign('ENTITY'))
      .thenRefused('AGREEMENT_UNDER_EVALUATION');
    const after = calendarDate('2028-01-01');
    by('ENTITY_MANAGER', proposed)
      .knowing({ today: after, effectiveDate: after })
      .when(sign('ENTITY'))
      .thenRefused('AGREEMENT_TERM_OVER');
    const [expired] = by('SYSTEM', proposed).knowing({ today: after }).when(new ExpireAgreement()).events();
    expect(by('SYSTEM', proposed, expired as AgreementEvent).state()).toMatchObject({
      ...{ phase: 'EXPIRED', termination: null },
    });
  });
});

describe('the heads of the households that part', () => {
  const own = (householdId: string) =>
    command(SignTerminationForHousehold, { terminationId: TERMINATION, householdId, scan: 'scan-9' });
  const head = (householdId: string, ...events: readonly AgreementEvent[]) =>
    given(...inForce, ...events).knowing({ actor: somebody('HOUSEHOLD', householdId) });
  const signedOwn = (householdId: string): AgreementEvent => ({
    type: 'AgreementTerminationSignedByHousehold',
    data: { terminationId: TERMINATION, householdId, scan: 'scan-9', signedBy: householdId, on },
  });

  it('sign each for the own; with the last of them their party has signed', () => {
    const forParty = { ...HOUSEHOLDS, data: { ...HOUSEHOLDS.data, signedBy: WANG } };
    head(WANG, proposed, GOVERNMENT, ENTITY).when(own(WANG)).then(signedOwn(WANG), forParty, terminated);
    head(WANG, proposed, signedOwn(WANG)).when(own(WANG)).thenNothing();
    head(LI, proposed).when(own(LI)).thenRefused('HOUSEHOLD_NOT_IN_AGREEMENT');
  });

  it('wait too while the agreement is judged', () =>
    head(WANG, proposed)
      .knowing({ judgedYear: 2024 })
      .when(own(WANG))
      .thenRefused('AGREEMENT_UNDER_EVALUATION'));

  it('are asked too where a signed amendment would have taken them in', () => {
    const amended = [amendmentProposed, ...Object.values(amendmentSignedBy), amendmentConcluded];
    head(ZHAO, ...amended, proposed)
      .when(own(ZHAO))
      .then(signedOwn(ZHAO));
    head(WANG, ...amended, proposed)
      .when(own(WANG))
      .then(signedOwn(WANG));
  });
});

describe('a paper to part that not all have signed', () => {
  const gone = (cause: 'BY_PROPOSER' | 'BY_PARTY', party: AgreementParty | null): AgreementEvent => ({
    type: 'AgreementTerminationWithdrawn',
    data: { terminationId: TERMINATION, cause, party, on },
  });
  const withdraw = command(WithdrawTermination, { terminationId: TERMINATION });
  const decline = (party: AgreementParty) =>
    command(DeclineTermination, { terminationId: TERMINATION, party });
  const reason = { reason: '续签后再议' };

  it('is withdrawn with a reason by whoever proposed it, and the agreement stands', () => {
    by('ENTITY_MANAGER', proposed, GOVERNMENT).knowing(reason).when(withdraw).then(gone('BY_PROPOSER', null));
    by('ENTITY_MANAGER', proposed).when(withdraw).thenRefused('REASON_REQUIRED');
    by('VILLAGE_INFORMANT', proposed)
      .knowing(reason)
      .when(withdraw)
      .thenRefused('TERMINATION_PROPOSED_BY_ANOTHER');
    expect(by('ENTITY_MANAGER', proposed, gone('BY_PROPOSER', null)).state()).toMatchObject({
      ...{ phase: 'IN_FORCE', termination: null },
    });
  });

  it('is declined by a party that has not signed', () => {
    by('VILLAGE_INFORMANT', proposed)
      .knowing(reason)
      .when(decline('HOUSEHOLDS'))
      .then(gone('BY_PARTY', 'HOUSEHOLDS'));
    by('ENTITY_MANAGER', proposed, ENTITY)
      .knowing(reason)
      .when(decline('ENTITY'))
      .thenRefused('PARTY_HAS_SIGNED');
    by('ENTITY_MANAGER', proposed)
      .knowing(reason)
      .when(decline('GOVERNMENT'))
      .thenRefused('SIGNER_NOT_OF_PARTY');
  });

  it('is neither once the agreement has ended', () => {
    const ended = [proposed, GOVERNMENT, ENTITY, HOUSEHOLDS, terminated];
    by('ENTITY_MANAGER', ...ended)
      .knowing(reason)
      .when(withdraw)
      .thenRefused('TERMINATION_UNKNOWN');
    by('ENTITY_MANAGER', ...ended)
      .knowing(reason)
      .when(decline('ENTITY'))
      .thenRefused('TERMINATION_UNKNOWN');
  });
});

describe('a consent that the government alone had recorded', () => {
  it('folds as it did', () => {
    const { terminationId: _none, ...data } = terminated.data as { terminationId: string };
    const before = { type: 'AgreementTerminated', data } as unknown as AgreementEvent;
    expect(given(...inForce, before).state()).toMatchObject({ phase: 'TERMINATED', termination: null });
  });
});
