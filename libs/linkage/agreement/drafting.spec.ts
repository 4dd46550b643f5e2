import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledAgreement } from './aggregate';
import { DraftAgreement, RenewAgreement, ReviseDraft, SubmitForSignature } from './commands';
import type { TermsPart } from '@validation/paper';
import type { AgreementEvent } from './events';
import {
  AGREEMENT,
  concluded,
  COOP,
  covered,
  drafted,
  entered,
  HOME,
  inForce,
  known,
  LI,
  SAME_CITY,
  SAME_COUNTY,
  SAME_TOWN,
  signedBy,
  somebody,
  submitted,
  terms,
  termsPart,
  WANG,
  WANG_BINDING,
} from './story';

const { given } = specify<AgreementEvent>(handledAgreement, { id: AGREEMENT, ...known });
const on = calendarDate('2025-03-01');
const draft = (changed: Partial<TermsPart> = {}) =>
  command(DraftAgreement, { entityId: COOP, terms: termsPart(changed) });
const revise = (changed: Partial<TermsPart> = {}) => command(ReviseDraft, { terms: termsPart(changed) });
const shares = { forms: ['SHARE_COOPERATION'], hasGuaranteedFloor: false } as Partial<TermsPart>;
const losing = { householdLossShare: { numerator: 1, denominator: 10 } };

describe('drafting an agreement', () => {
  it('keeps the village each household joins with', () =>
    given()
      .when(draft())
      .then({ ...drafted, data: { ...drafted.data, on } }));

  it('is refused with an entity that is not ACTIVE', () => {
    const entityIs = (phase: string) => given().knowing({ entity: { ...known.entity, phase } });
    entityIs('REVOKED').when(draft()).thenRefused('ENTITY_REVOKED');
    entityIs('RECOMMENDED').when(draft()).thenRefused('ENTITY_NOT_ACTIVE');
  });

  it('lists all that is wrong with the text at once', () =>
    given()
      .knowing({ households: { [WANG]: { villageCode: HOME, hasVanished: true } } })
      .when(
        draft({
          endDate: calendarDate('2024-12-31'),
          households: [covered(WANG), covered(WANG, 'b0'), covered(LI)],
          forms: ['ASSET_TRANSFER'],
          hasGuaranteedFloor: false,
        }),
      )
      .thenRefused(
        'TERM_INVALID',
        'INCOME_DEADLINE_OUTSIDE_TERM',
        'HOUSEHOLD_LISTED_TWICE',
        'HOUSEHOLD_UNKNOWN',
        'HOUSEHOLD_VANISHED',
        'BINDING_OF_OTHER_PARTIES',
        'FORM_NOT_ALLOWED_FOR_RELATION',
        'HOUSEHOLD_BEARS_RISK',
      ));

  it('needs a rate where the way of distribution has one', () => {
    const text = termsPart();
    delete text.rate;
    given()
      .when(command(DraftAgreement, { entityId: COOP, terms: text }))
      .thenRefused('RATE_MISSING');
  });

  it('happens once', () => given(drafted).when(draft()).thenRefused('AGREEMENT_EXISTS'));
});

describe('the risk of the households (R34)', () => {
  it.each([
    ['a share of losses', losing, 'LOSS_SHARE'],
    ['shares without a floor or a signed notice', shares, 'EQUITY_WITHOUT_FLOOR'],
  ])('is refused as %s', (_what, changed, risk) => {
    const refusal = given().when(draft(changed)).refusal();
    expect(refusal.unmet).toMatchObject([{ code: 'HOUSEHOLD_BEARS_RISK', params: { risk } }]);
  });

  it.each([
    ['a guaranteed floor', { ...shares, hasGuaranteedFloor: true }],
    ['a signed risk notice', { ...shares, riskNoticeSigned: true }],
  ])('of shares is borne with %s', (_what, changed) => {
    const [event] = given().when(draft(changed)).events();
    expect(event?.type).toBe('AgreementDrafted');
  });

  it('may be allowed by the county with a reason, and by nobody else', () => {
    const reasoned = draft({ ...losing, lossShareOverrideReason: '县政府专题会议纪要' });
    given().when(reasoned).thenRefused('RISK_OVERRIDE_NEEDS_COUNTY');
    const [event] = given()
      .knowing({ actor: somebody('COUNTY_INFORMANT') })
      .when(reasoned)
      .events();
    expect(event?.data).toMatchObject({ terms: { lossShareOverrideReason: '县政府专题会议纪要' } });
  });

  it('stays allowed while the reason of the county stays in the text', () => {
    const reason = { lossShareOverrideReason: '县政府专题会议纪要' };
    const allowed = { ...drafted, data: { ...drafted.data, terms: { ...terms, ...losing, ...reason } } };
    const [event] = given(allowed)
      .when(revise({ ...losing, ...reason, helpProject: '柑桔仓储' }))
      .events();
    expect(event?.type).toBe('AgreementDraftRevised');
  });
});

describe('revising a draft', () => {
  const revised = { type: 'AgreementDraftRevised', data: { terms, on } } as const;

  it('replaces the text', () => given(drafted).when(revise()).then(revised));

  it('takes back what waits for signatures, and those given fall', () => {
    const state = given(drafted, submitted, signedBy.GOVERNMENT, revised).state();
    expect(state).toMatchObject({ phase: 'DRAFT', signatures: [], requiredLevel: null, agreementNo: null });
  });

  it('is refused once the agreement is concluded', () =>
    given(drafted, submitted, concluded).when(revise()).thenRefused('AGREEMENT_NOT_DRAFT'));

  it('does not move a household that joined before its village was merged (3.4, 5)', () => {
    const [event] = given(drafted)
      .knowing({ households: { [WANG]: { villageCode: SAME_TOWN, hasVanished: false } } })
      .when(revise())
      .events();
    expect(event?.data).toMatchObject({ terms: { households: [{ villageCode: HOME }] } });
  });
});

describe('submitting for signature', () => {
  const submit = command(SubmitForSignature, {});

  it('freezes the required level with its explanation (R11)', () => {
    const households = [...terms.households, { householdId: LI, villageCode: SAME_TOWN, bindingId: null }];
    const wide = { ...drafted, data: { ...drafted.data, terms: { ...terms, households } } };
    given(wide)
      .when(submit)
      .then({ ...submitted, data: { ...submitted.data, on } });
  });

  it.each([
    ['VILLAGE', 'SAME_VILLAGE', [HOME]],
    ['TOWN', 'SAME_TOWN', [HOME, SAME_TOWN]],
    ['COUNTY', 'SAME_COUNTY', [HOME, SAME_TOWN, SAME_COUNTY]],
    ['CITY', 'CROSS_COUNTY', [HOME, SAME_TOWN, SAME_COUNTY, SAME_CITY]],
  ] as const)('needs %s where the villages are %s (R11, G5)', (requiredLevel, rule, villages) => {
    const households = villages.map((villageCode) => ({
      householdId: villageCode,
      villageCode,
      bindingId: null,
    }));
    const over = { ...drafted, data: { ...drafted.data, terms: { ...terms, households } } };
    const [event] = given(over).when(submit).events();
    expect(event?.data).toMatchObject({ requiredLevel, villages, explanation: { rule } });
  });

  it('is done once, and only with a draft', () => {
    given(drafted, submitted).when(submit).thenNothing();
    given(drafted, submitted, concluded).when(submit).thenRefused('AGREEMENT_NOT_DRAFT');
  });

  it('does not lie in the future', () =>
    given(drafted)
      .knowing({ effectiveDate: calendarDate('2025-03-02') })
      .when(submit)
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE'));
});

describe('renewing an agreement', () => {
  const next = {
    ...{ startDate: calendarDate('2028-01-01'), endDate: calendarDate('2030-12-31') },
    incomeDeadline: calendarDate('2029-12-31'),
  };
  const renew = (changed: Partial<TermsPart> = next) =>
    command(RenewAgreement, { entityId: COOP, renews: 'a0', terms: termsPart(changed) });
  const renewing = (phase: string, entityId = COOP) =>
    given().knowing({ renewed: { phase, entityId, terms } });

  it('drafts a new one that names the old', () => {
    const [event] = renewing('IN_FORCE').when(renew()).events();
    expect(event).toMatchObject({ type: 'AgreementDrafted', data: { renews: 'a0', agreementId: AGREEMENT } });
  });

  it('is refused for one that was terminated, of another entity, or that still runs then', () => {
    renewing('TERMINATED').when(renew()).thenRefused('AGREEMENT_NOT_RENEWABLE');
    renewing('EXPIRED', 'another').when(renew()).thenRefused('RENEWAL_OF_ANOTHER_ENTITY');
    renewing('IN_FORCE').when(renew({})).thenRefused('RENEWAL_OVERLAPS');
  });
});

describe('an agreement in force', () => {
  it('is a fold of its story', () => {
    expect(given(...inForce).state()).toMatchObject({
      ...{ phase: 'IN_FORCE', entityId: COOP, requiredLevel: 'TOWN', version: 1 },
      terms: { households: [{ bindingId: WANG_BINDING }] },
    });
    expect(entered.data.on).toBe(terms.startDate);
  });
});
