import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import {
  EnterAgreementIntoForce,
  SignAgreement,
  SignForHousehold,
  SubmitForSignature,
  WithdrawDraft,
  WitnessAgreement,
} from './commands';
import type { AgreementEvent } from './events';
import type { AgreementParty } from './paper';
import {
  AGREEMENT,
  concluded,
  drafted,
  HOME,
  known,
  LI,
  SAME_TOWN,
  signedBy,
  somebody,
  submitted,
  terms,
  WANG,
  ZHAO,
} from './story';

const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known });
const on = calendarDate('2025-03-01');
const number = '盘溪〔2024〕7号';
const pending = [drafted, submitted];
const sign = (party: AgreementParty, more: Partial<SignAgreement> = {}) =>
  command(SignAgreement, { party, scan: 'scan-9', agreementNo: number, ...more });
const by = (role: Role, ...more: readonly AgreementEvent[]) =>
  given(...pending, ...more).knowing({ actor: somebody(role) });
const signature = (of: AgreementEvent | undefined) => of?.data as { requiredLevel?: string };

describe('a signature at a higher level than is needed', () => {
  it('counts, and is told of (R11)', () => {
    const told = by('COUNTY_SIGNER').when(sign('GOVERNMENT'));
    expect(told.warnings()).toMatchObject([
      { code: 'SIGN_LEVEL_HIGHER', params: { signed: 'COUNTY', required: 'TOWN' }, pointer: '/level' },
    ]);
    by('TOWN_SIGNER').when(sign('GOVERNMENT')).thenWarned();
    by('ENTITY_MANAGER').when(sign('ENTITY')).thenWarned();
  });
});

describe('one person', () => {
  const forGovernment: AgreementEvent = {
    ...signedBy.GOVERNMENT,
    data: { ...signedBy.GOVERNMENT.data, level: 'VILLAGE', signedBy: 'secretary' },
  };

  it('signs for one party only, and so does a deputy of that person', () => {
    const secretary = somebody('VILLAGE_COMMITTEE', 'secretary');
    given(...pending, forGovernment)
      .knowing({ actor: secretary })
      .when(sign('HOUSEHOLDS'))
      .thenRefused('SIGNED_FOR_ANOTHER_PARTY');
    given(...pending, forGovernment)
      .knowing({ actor: { ...somebody('VILLAGE_INFORMANT', 'deputy'), delegatedBy: 'secretary' } })
      .when(sign('HOUSEHOLDS'))
      .thenRefused('SIGNED_FOR_ANOTHER_PARTY');
  });

  it('may sign beside another of the same office', () => {
    const events = given(...pending, forGovernment)
      .knowing({ actor: somebody('VILLAGE_COMMITTEE', 'accountant') })
      .when(sign('HOUSEHOLDS'))
      .events();
    expect(events).toMatchObject([{ type: 'AgreementSigned', data: { signedBy: 'accountant' } }]);
  });
});

describe('a signature of a higher level than required', () => {
  it('counts, and the event says what would have been enough (R11)', () => {
    const [higher] = by('COUNTY_SIGNER').when(sign('GOVERNMENT')).events();
    expect(signature(higher).requiredLevel).toBe('TOWN');
    const [enough] = by('TOWN_SIGNER').when(sign('GOVERNMENT')).events();
    expect(signature(enough)).not.toHaveProperty('requiredLevel');
  });
});

describe('the heads of households', () => {
  const households = [
    { householdId: WANG, villageCode: HOME, bindingId: null },
    { householdId: LI, villageCode: SAME_TOWN, bindingId: null },
  ];
  const two: AgreementEvent = { ...drafted, data: { ...drafted.data, terms: { ...terms, households } } };
  const own = (householdId: string) => command(SignForHousehold, { householdId, scan: 'scan-7' });
  const head = (householdId: string, ...more: readonly AgreementEvent[]) =>
    given(two, submitted, ...more).knowing({ actor: somebody('HOUSEHOLD', householdId) });
  const signedOwn = (householdId: string): AgreementEvent => ({
    type: 'AgreementSignedByHousehold',
    data: { householdId, scan: 'scan-7', signedBy: householdId, on },
  });

  it('sign each for the own household; the party has signed when the last of them has', () => {
    head(WANG).when(own(WANG)).then(signedOwn(WANG));
    const last = head(LI, signedBy.GOVERNMENT, signedBy.ENTITY, signedOwn(WANG)).when(own(LI)).events();
    expect(last).toMatchObject([
      signedOwn(LI),
      { type: 'AgreementSigned', data: { party: 'HOUSEHOLDS', level: null } },
      { type: 'AgreementConcluded', data: { agreementNo: number, on } },
    ]);
  });

  it('sign once, only where they are listed, and not after their representative', () => {
    head(WANG, signedOwn(WANG)).when(own(WANG)).thenNothing();
    head(ZHAO).when(own(ZHAO)).thenRefused('HOUSEHOLD_NOT_IN_AGREEMENT');
    const represented: AgreementEvent = {
      ...signedBy.ENTITY,
      data: { ...signedBy.ENTITY.data, party: 'HOUSEHOLDS' },
    };
    head(WANG, represented).when(own(WANG)).thenRefused('PARTY_HAS_SIGNED');
    given(two)
      .knowing({ actor: somebody('HOUSEHOLD', WANG) })
      .when(own(WANG))
      .thenRefused('AGREEMENT_NOT_PENDING_SIGNATURE');
  });
});

describe('the resident work team', () => {
  const witnessed: AgreementEvent = {
    type: 'AgreementWitnessed',
    data: { witnessedBy: 'RESIDENT_TEAM', on },
  };

  it('co-signs as witness, once', () => {
    by('RESIDENT_TEAM').when(new WitnessAgreement()).then(witnessed);
    by('RESIDENT_TEAM', witnessed).when(new WitnessAgreement()).thenNothing();
    given(drafted)
      .knowing({ actor: somebody('RESIDENT_TEAM') })
      .when(new WitnessAgreement())
      .thenRefused('AGREEMENT_NOT_PENDING_SIGNATURE');
  });
});

describe('a draft that nobody wants any more', () => {
  const withdrawn: AgreementEvent = { type: 'AgreementDraftWithdrawn', data: { cause: 'BY_DRAFTER', on } };

  it('is withdrawn with a reason, also while it waits for signatures', () => {
    given(drafted).knowing({ reason: '重复起草' }).when(new WithdrawDraft()).then(withdrawn);
    by('TOWN_INFORMANT').knowing({ reason: '重复起草' }).when(new WithdrawDraft()).then(withdrawn);
    given(drafted).when(new WithdrawDraft()).thenRefused('REASON_REQUIRED');
  });

  it('is not withdrawn once it is concluded, nor twice', () => {
    by('TOWN_INFORMANT', concluded).when(new WithdrawDraft()).thenRefused('AGREEMENT_NOT_DRAFT');
    given(drafted, withdrawn).when(new WithdrawDraft()).thenNothing();
    given(drafted, withdrawn).when(new SubmitForSignature()).thenRefused('AGREEMENT_NOT_DRAFT');
  });
});

describe('a term shorter than the place asks for', () => {
  const submit = new SubmitForSignature();
  const shorterThan = { years: 4, source: '县府〔2023〕1号' };
  const asking = (years: number) =>
    given(drafted).knowing({ leastYears: { value: years, source: shorterThan.source } });

  it('is submitted all the same, and says so (linkage.minYears)', () => {
    expect(asking(4).when(submit).events()).toMatchObject([{ data: { shorterThan } }]);
  });

  it('is not short where it lasts exactly so many years, or where nobody decided', () => {
    expect(asking(3).when(submit).events()[0]?.data).not.toHaveProperty('shorterThan');
    expect(given(drafted).when(submit).events()[0]?.data).not.toHaveProperty('shorterThan');
  });
});

describe('a concluded agreement whose entity is no longer in the register', () => {
  it.each([
    ['REVOKED', 'ENTITY_REVOKED'],
    ['DEREGISTERED', 'ENTITY_NOT_ACTIVE'],
    ['SUSPENDED', 'ENTITY_NOT_ACTIVE'],
  ])('does not enter into force while it is %s (R42)', (phase, code) =>
    given(drafted, submitted, concluded)
      .knowing({ entity: { phase } })
      .when(new EnterAgreementIntoForce())
      .thenRefused(code),
  );
});
