import { describe, expect, it } from '@jest/globals';
import type { Role } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import { EnterAgreementIntoForce, ExpireAgreement, SignAgreement, VerifyAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { AgreementParty } from './paper';
import {
  AGREEMENT,
  concluded,
  drafted,
  entered,
  inForce,
  known,
  ordered,
  signedBy,
  somebody,
  submitted,
  WANG_BINDING,
} from './story';

const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known });
const on = calendarDate('2025-03-01');
const pending = [drafted, submitted];
const number = '盘溪〔2024〕7号';

const sign = (party: AgreementParty, more: Partial<SignAgreement> = {}) =>
  command(SignAgreement, { party, scan: 'scan-9', ...more });
const by = (role: Role, ...events: readonly AgreementEvent[]) =>
  given(...(events.length === 0 ? pending : events)).knowing({ actor: somebody(role) });
const SIGNERS = { GOVERNMENT: 'TOWN_SIGNER', ENTITY: 'ENTITY_MANAGER', HOUSEHOLDS: 'VILLAGE_INFORMANT' };
const signed = (party: AgreementParty, level: string | null, agreementNo: string | null) => ({
  type: 'AgreementSigned',
  data: {
    ...{ party, level, scan: 'scan-9', witnessedByResidentTeam: false, agreementNo, on },
    signedBy: SIGNERS[party],
  },
});
const byCounty = (level: string, requiredLevel?: string) => {
  const { type, data } = signed('GOVERNMENT', level, number);
  const higher = requiredLevel === undefined ? {} : { requiredLevel };
  return { type, data: { ...data, signedBy: 'COUNTY_SIGNER', ...higher } } as AgreementEvent;
};

describe('signing for the government (R11)', () => {
  const signature = sign('GOVERNMENT', { agreementNo: number });

  it('is refused below the required level, with both levels named', () => {
    const refusal = by('VILLAGE_COMMITTEE').when(signature).refusal();
    expect(refusal.unmet).toEqual([
      { code: 'SIGN_LEVEL_TOO_LOW', params: { required: 'TOWN', actual: 'VILLAGE' }, pointer: '/level' },
    ]);
  });

  it('is done at the required level or at a higher one', () => {
    by('TOWN_SIGNER')
      .when(signature)
      .then(signed('GOVERNMENT', 'TOWN', number) as AgreementEvent);
    by('COUNTY_SIGNER').when(signature).then(byCounty('COUNTY', 'TOWN'));
  });

  it('at city level is recorded by the county with the scan of the city', () => {
    const cityWide = { ...submitted, data: { ...submitted.data, requiredLevel: 'CITY' } } as const;
    by('COUNTY_SIGNER', drafted, cityWide).when(signature).thenRefused('SIGN_LEVEL_TOO_LOW');
    by('COUNTY_SIGNER', drafted, cityWide)
      .when(sign('GOVERNMENT', { agreementNo: number, level: 'CITY' }))
      .then(byCounty('CITY'));
  });

  it('is refused at a level the role does not have', () =>
    by('TOWN_SIGNER')
      .when(sign('GOVERNMENT', { agreementNo: number, level: 'COUNTY' }))
      .thenRefused('SIGNER_LEVEL_MISMATCH'));

  it('gives a number that nobody else in the county holds', () => {
    by('TOWN_SIGNER').when(sign('GOVERNMENT')).thenRefused('AGREEMENT_NO_MISSING');
    by('TOWN_SIGNER')
      .knowing({ numberHolder: 'another agreement' })
      .when(signature)
      .thenRefused('AGREEMENT_NO_TAKEN');
    const [event] = by('TOWN_SIGNER').knowing({ numberHolder: AGREEMENT }).when(signature).events();
    expect(event?.data).toMatchObject({ agreementNo: number });
  });

  it('is refused when the term is over', () =>
    by('TOWN_SIGNER')
      .knowing({ today: calendarDate('2028-01-01'), effectiveDate: calendarDate('2028-01-01') })
      .when(signature)
      .thenRefused('AGREEMENT_TERM_OVER'));

  it('is refused while the entity is revoked', () =>
    by('TOWN_SIGNER')
      .knowing({ entity: { phase: 'REVOKED' } })
      .when(signature)
      .thenRefused('ENTITY_REVOKED'));
});

describe('signing for the other two', () => {
  it('is for the manager of the entity and for those who keep the papers of the village', () => {
    by('ENTITY_MANAGER')
      .when(sign('ENTITY'))
      .then(signed('ENTITY', null, null) as AgreementEvent);
    by('VILLAGE_INFORMANT')
      .when(sign('HOUSEHOLDS'))
      .then(signed('HOUSEHOLDS', null, null) as AgreementEvent);
  });

  it.each<[Role, AgreementParty]>([
    ['ENTITY_MANAGER', 'HOUSEHOLDS'],
    ['ENTITY_MANAGER', 'GOVERNMENT'],
    ['VILLAGE_INFORMANT', 'GOVERNMENT'],
    ['COUNTY_SIGNER', 'ENTITY'],
    ['SYSTEM', 'GOVERNMENT'],
  ])('is refused to %s for %s', (role, party) =>
    by(role)
      .when(sign(party, { agreementNo: number }))
      .thenRefused('SIGNER_NOT_OF_PARTY'),
  );

  it('is refused twice for the same party, and outside the time of signing', () => {
    by('ENTITY_MANAGER', ...pending, signedBy.ENTITY)
      .when(sign('ENTITY'))
      .thenRefused('PARTY_HAS_SIGNED');
    by('ENTITY_MANAGER', drafted).when(sign('ENTITY')).thenRefused('AGREEMENT_NOT_PENDING_SIGNATURE');
  });

  it('concludes the agreement when all three have signed, on the day of the latest', () =>
    by('VILLAGE_INFORMANT', ...pending, signedBy.GOVERNMENT, signedBy.ENTITY)
      .knowing({ effectiveDate: calendarDate('2024-12-09') })
      .when(sign('HOUSEHOLDS'))
      .then(
        {
          ...signed('HOUSEHOLDS', null, null),
          data: { ...signed('HOUSEHOLDS', null, null).data, on: calendarDate('2024-12-09') },
        } as AgreementEvent,
        { ...concluded, data: { agreementNo: number, on: signedBy.ENTITY.data.on } },
      ));
});

describe('the term of an agreement', () => {
  const enter = command(EnterAgreementIntoForce, {});
  const expire = command(ExpireAgreement, {});
  const signedUp = [drafted, submitted, concluded];

  it('begins on its first day, or when it was concluded after that', () => {
    given(...signedUp)
      .when(enter)
      .then(entered);
    const late = { ...concluded, data: { ...concluded.data, on: calendarDate('2025-02-03') } };
    given(drafted, submitted, late)
      .when(enter)
      .then({ ...entered, data: { on: calendarDate('2025-02-03') } });
    given(...inForce)
      .when(enter)
      .thenNothing();
  });

  it('does not begin early, nor without signatures', () => {
    given(...signedUp)
      .knowing({ today: calendarDate('2024-12-31') })
      .when(enter)
      .thenRefused('AGREEMENT_NOT_DUE');
    given(...pending)
      .when(enter)
      .thenRefused('AGREEMENT_NOT_CONCLUDED');
  });

  it('is over on the day after its last, and its bindings are named', () => {
    const after = { today: calendarDate('2028-01-01') };
    given(...inForce)
      .knowing(after)
      .when(expire)
      .then({
        type: 'AgreementExpired',
        data: { bindingIds: [WANG_BINDING], on: calendarDate('2028-01-01') },
      });
    given(...inForce)
      .when(expire)
      .thenRefused('AGREEMENT_NOT_DUE');
    given(...signedUp)
      .knowing(after)
      .when(expire)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  it('does not end while a rectification is open, so that nobody escapes the consequence (R18)', () =>
    given(...inForce, ordered)
      .knowing({ today: calendarDate('2028-01-01') })
      .when(expire)
      .thenNothing());
});

describe('verifying', () => {
  const verify = command(VerifyAgreement, { paperExists: true, termsMatch: true, benefitsConfirmed: false });

  it('records what was found', () => {
    const data = { paperExists: true, termsMatch: true, benefitsConfirmed: false, note: null, on };
    given(...inForce)
      .when(verify)
      .then({ type: 'AgreementVerified', data });
    given(...pending)
      .when(verify)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
});
