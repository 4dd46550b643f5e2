import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import type { TermsPart } from '@validation/paper';
import { handledAgreement } from './aggregate';
import {
  AmendAgreement,
  DeclineAmendment,
  EnterAmendmentIntoForce,
  ExpireAgreement,
  SignAmendment,
  SignAmendmentForHousehold,
  WithdrawAmendment,
} from './commands';
import type { AgreementEvent } from './events';
import type { AgreementParty } from './paper';
import {
  AGREEMENT,
  AMENDMENT,
  amendmentSignedBy,
  amendmentConcluded,
  covered,
  inForce,
  known,
  LI,
  ordered,
  proposed,
  somebody,
  termsPart,
  WANG,
  ZHAO,
} from './story';
import type { Agreement } from './state';

const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known });
const on = calendarDate('2025-03-01');
const by = (role: Role, ...events: readonly AgreementEvent[]) =>
  given(...inForce, ...events).knowing({ actor: somebody(role) });

const amend = (households: string[], changed: Partial<TermsPart> = {}, from: CalendarDate = on) =>
  command(AmendAgreement, {
    terms: termsPart({ households: households.map((id) => covered(id)), ...changed }),
    from,
  });

describe('proposing an amendment (R11, R39)', () => {
  it('freezes the level that the amended villages require: another town needs the county', () => {
    const [event] = by('TOWN_INFORMANT')
      .when(amend([WANG, ZHAO]))
      .events();
    expect(event).toMatchObject({
      type: 'AgreementAmendmentProposed',
      data: {
        ...{ version: 2, requiredLevel: 'COUNTY', explanation: { rule: 'SAME_COUNTY' } },
        ...{ from: on, proposedBy: 'TOWN_INFORMANT', on },
      },
    });
  });

  it('by removal never lowers what was required', () => {
    const [event] = by('TOWN_INFORMANT')
      .when(amend([WANG]))
      .events();
    expect(event?.data).toMatchObject({ requiredLevel: 'TOWN', explanation: { rule: 'SAME_VILLAGE' } });
  });

  it('leaves the terms in force as they are, and the next one waits', () => {
    const state = by('TOWN_INFORMANT', proposed).state() as Agreement;
    expect(state).toMatchObject({ version: 1, requiredLevel: 'TOWN', amendment: { amendmentId: AMENDMENT } });
    expect(state.terms?.households).toHaveLength(1);
    by('TOWN_INFORMANT', proposed)
      .when(amend([WANG]))
      .thenRefused('AMENDMENT_WAITS');
  });

  it('neither changes what was not in force yet, nor begins when the term is over', () => {
    by('TOWN_INFORMANT')
      .knowing({ effectiveDate: calendarDate('2024-12-31') })
      .when(amend([WANG]))
      .thenRefused('BEFORE_LAST_CHANGE');
    const endDate = calendarDate('2025-02-28');
    by('TOWN_INFORMANT')
      .when(amend([WANG], { endDate, incomeDeadline: endDate }))
      .thenRefused('AGREEMENT_TERM_OVER');
    const longer = { endDate: calendarDate('2029-12-31') };
    by('TOWN_INFORMANT')
      .when(amend([WANG], longer, calendarDate('2028-01-01')))
      .thenRefused('AGREEMENT_TERM_OVER');
  });

  it('leaves the first day where it is, and needs a paper in force', () => {
    by('TOWN_INFORMANT')
      .when(amend([WANG], { startDate: calendarDate('2025-01-02') }))
      .thenRefused('START_DATE_FIXED');
    by('TOWN_INFORMANT', ordered)
      .when(amend([WANG]))
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  it('does not refuse a household that was under it and has vanished since, but takes no new one', () => {
    const gone = { ...known.households[WANG], hasVanished: true };
    const [event] = by('TOWN_INFORMANT')
      .knowing({ households: { [WANG]: gone } })
      .when(amend([WANG]))
      .events();
    expect(event?.type).toBe('AgreementAmendmentProposed');
    by('TOWN_INFORMANT')
      .knowing({ households: { [WANG]: gone, [LI]: gone } })
      .when(amend([WANG, LI]))
      .thenRefused('HOUSEHOLD_VANISHED');
  });
});

const { GOVERNMENT, ENTITY, HOUSEHOLDS } = amendmentSignedBy;
const sign = (party: AgreementParty, more: Partial<SignAmendment> = {}) =>
  command(SignAmendment, { amendmentId: AMENDMENT, party, scan: 'scan-9', ...more });

describe('signing an amendment', () => {
  it('is refused to the town where the new household lives in another town (R39)', () => {
    const refusal = by('TOWN_SIGNER', proposed).when(sign('GOVERNMENT')).refusal();
    expect(refusal.unmet).toEqual([
      {
        code: 'SIGN_LEVEL_TOO_LOW',
        params: { required: 'COUNTY', actual: 'TOWN' },
        pointer: '/level',
      },
    ]);
  });

  it('is done by the county then, or recorded by it of a higher level', () => {
    by('COUNTY_SIGNER', proposed).when(sign('GOVERNMENT')).then(GOVERNMENT);
    const [city] = by('COUNTY_SIGNER', proposed)
      .when(sign('GOVERNMENT', { level: 'CITY' }))
      .events();
    expect(city?.data).toMatchObject({ level: 'CITY', requiredLevel: 'COUNTY' });
    by('TOWN_SIGNER', proposed)
      .when(sign('GOVERNMENT', { level: 'COUNTY' }))
      .thenRefused('SIGNER_LEVEL_MISMATCH');
  });

  it('concludes it when all three have, with the first day not before the last signature', () => {
    by('VILLAGE_INFORMANT', proposed, GOVERNMENT, ENTITY)
      .when(sign('HOUSEHOLDS'))
      .then(HOUSEHOLDS, amendmentConcluded);
    const late = calendarDate('2025-03-09');
    const [, concluded] = by('VILLAGE_INFORMANT', proposed, GOVERNMENT, ENTITY)
      .knowing({ today: late, effectiveDate: late })
      .when(sign('HOUSEHOLDS'))
      .events();
    expect(concluded?.data).toMatchObject({ from: late, on: late });
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

  it('is refused of another paper, before it was proposed, and of what all have signed', () => {
    const another = { amendmentId: AGREEMENT };
    by('ENTITY_MANAGER', proposed).when(sign('ENTITY', another)).thenRefused('AMENDMENT_UNKNOWN');
    by('ENTITY_MANAGER').when(sign('ENTITY')).thenRefused('AMENDMENT_UNKNOWN');
    by('ENTITY_MANAGER', proposed)
      .knowing({ effectiveDate: calendarDate('2025-02-28') })
      .when(sign('ENTITY'))
      .thenRefused('BEFORE_LAST_CHANGE');
    by('ENTITY_MANAGER', proposed, GOVERNMENT, ENTITY, HOUSEHOLDS, amendmentConcluded)
      .when(sign('ENTITY'))
      .thenRefused('AMENDMENT_CONCLUDED');
  });

  it('waits while the agreement is rectified, and ends with the term of the old paper', () => {
    by('ENTITY_MANAGER', proposed, ordered).when(sign('ENTITY')).thenRefused('AGREEMENT_NOT_IN_FORCE');
    const after = calendarDate('2028-01-01');
    const longer = { ...proposed.data.terms, endDate: calendarDate('2029-12-31') };
    by('ENTITY_MANAGER', { ...proposed, data: { ...proposed.data, terms: longer } })
      .knowing({ today: after, effectiveDate: after })
      .when(sign('ENTITY'))
      .thenRefused('AGREEMENT_TERM_OVER');
  });
});

describe('the heads of the households of an amendment', () => {
  const own = (householdId: string) =>
    command(SignAmendmentForHousehold, { amendmentId: AMENDMENT, householdId, scan: 'scan-9' });
  const head = (householdId: string, ...events: readonly AgreementEvent[]) =>
    given(...inForce, proposed, ...events).knowing({ actor: somebody('HOUSEHOLD', householdId) });
  const signedOwn = (householdId: string): AgreementEvent => ({
    type: 'AgreementAmendmentSignedByHousehold',
    data: { amendmentId: AMENDMENT, householdId, scan: 'scan-9', signedBy: householdId, on },
  });

  it('sign each for the own; with the last of them, old and new, their party has signed', () => {
    head(WANG).when(own(WANG)).then(signedOwn(WANG));
    head(WANG, signedOwn(WANG)).when(own(WANG)).thenNothing();
    head(LI).when(own(LI)).thenRefused('HOUSEHOLD_NOT_IN_AGREEMENT');
    const last = head(ZHAO, GOVERNMENT, ENTITY, signedOwn(WANG)).when(own(ZHAO)).events();
    expect(last).toMatchObject([
      signedOwn(ZHAO),
      { type: 'AgreementAmendmentSigned', data: { party: 'HOUSEHOLDS', level: null } },
      amendmentConcluded,
    ]);
  });

  it('are asked too when they are taken from the list', () => {
    const without = {
      ...proposed,
      data: { ...proposed.data, terms: { ...proposed.data.terms, households: [] } },
    };
    given(...inForce, without)
      .knowing({ actor: somebody('HOUSEHOLD', WANG) })
      .when(own(WANG))
      .then(signedOwn(WANG), { ...HOUSEHOLDS, data: { ...HOUSEHOLDS.data, signedBy: WANG } });
  });
});

describe('an amendment that not all have signed', () => {
  const gone = (cause: 'BY_DRAFTER' | 'BY_PARTY', party: AgreementParty | null): AgreementEvent => ({
    type: 'AgreementAmendmentWithdrawn',
    data: { amendmentId: AMENDMENT, cause, party, on },
  });
  const withdraw = command(WithdrawAmendment, { amendmentId: AMENDMENT });
  const decline = (party: AgreementParty) => command(DeclineAmendment, { amendmentId: AMENDMENT, party });
  const reason = { reason: '条款重议' };

  it('is withdrawn by the drafters with a reason, and another may be proposed', () => {
    by('TOWN_INFORMANT', proposed, ENTITY).knowing(reason).when(withdraw).then(gone('BY_DRAFTER', null));
    by('TOWN_INFORMANT', proposed).when(withdraw).thenRefused('REASON_REQUIRED');
    const [next] = by('TOWN_INFORMANT', proposed, gone('BY_DRAFTER', null))
      .when(amend([WANG]))
      .events();
    expect(next?.data).toMatchObject({ version: 2 });
  });

  it('is declined by a party that has not signed', () => {
    by('ENTITY_MANAGER', proposed).knowing(reason).when(decline('ENTITY')).then(gone('BY_PARTY', 'ENTITY'));
    by('ENTITY_MANAGER', proposed, ENTITY)
      .knowing(reason)
      .when(decline('ENTITY'))
      .thenRefused('PARTY_HAS_SIGNED');
    by('ENTITY_MANAGER', proposed)
      .knowing(reason)
      .when(decline('GOVERNMENT'))
      .thenRefused('SIGNER_NOT_OF_PARTY');
  });

  it('is neither once all have, and falls with the agreement', () => {
    const concluded = [proposed, GOVERNMENT, ENTITY, HOUSEHOLDS, amendmentConcluded];
    by('TOWN_INFORMANT', ...concluded)
      .knowing(reason)
      .when(withdraw)
      .thenRefused('AMENDMENT_CONCLUDED');
    const expired: AgreementEvent = { type: 'AgreementExpired', data: { bindingIds: [], on } };
    expect(given(...inForce, proposed, expired).state()).toMatchObject({ amendment: null });
  });
});

describe('an amendment that all have signed', () => {
  const concluded = [...inForce, proposed, GOVERNMENT, ENTITY, HOUSEHOLDS, amendmentConcluded];
  const enter = command(EnterAmendmentIntoForce, { amendmentId: AMENDMENT });
  const { data } = proposed;
  const amended: AgreementEvent = {
    type: 'AgreementAmended',
    data: {
      ...{ amendmentId: AMENDMENT, version: 2, terms: data.terms, requiredLevel: 'COUNTY' },
      ...{ signedLevel: 'COUNTY', explanation: data.explanation, scan: 'scan-9', on },
    },
  };

  it('takes the place of the paper in force on its first day, once', () => {
    given(...concluded)
      .when(enter)
      .then(amended);
    given(...concluded, ordered)
      .when(enter)
      .then(amended);
    given(...concluded, amended)
      .when(enter)
      .thenNothing();
    expect(given(...concluded, amended).state()).toMatchObject({
      ...{ version: 2, requiredLevel: 'COUNTY', terms: data.terms, amendedOn: on, amendment: null },
    });
  });

  it('does not before that day, nor without all signatures', () => {
    given(...concluded)
      .knowing({ today: calendarDate('2025-02-28') })
      .when(enter)
      .thenRefused('AGREEMENT_NOT_DUE');
    given(...inForce, proposed, GOVERNMENT)
      .when(enter)
      .thenRefused('AMENDMENT_NOT_CONCLUDED');
  });

  it('keeps the agreement from expiring by its old term', () =>
    given(...concluded)
      .knowing({ today: calendarDate('2028-01-01') })
      .when(new ExpireAgreement())
      .thenNothing());

  it('orders what follows: the next is not dated back before it', () =>
    given(...concluded, amended)
      .knowing({ actor: somebody('TOWN_INFORMANT'), effectiveDate: calendarDate('2025-02-28') })
      .when(amend([WANG, ZHAO]))
      .thenRefused('BEFORE_LAST_CHANGE'));
});
