import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledHouseholdBinding } from './aggregate';
import { ActivateBinding, ReturnBinding, SubmitForReview } from './commands';
import type { HouseholdBindingEvent } from './events';
import { activated, ended, parties, proposed, somebody, submitted, WANG_FRUIT } from './story';

const county = somebody('COUNTY_INFORMANT');
const { given } = specify<HouseholdBindingEvent>(handledHouseholdBinding, {
  id: WANG_FRUIT,
  actor: county,
  ...parties,
});
const activate = (fields: Partial<ActivateBinding> = {}) => command(ActivateBinding, fields);
const outcome = (changed: object) => ({
  ...activated,
  data: { ...activated.data, from: calendarDate('2025-03-01'), ...changed },
});

describe('submitting for review', () => {
  const submit = command(SubmitForReview, { consentRef: 'consent-1' });

  it('remembers who submitted, once', () => {
    const data = { ...submitted.data, submittedBy: county.user, on: calendarDate('2025-03-01') };
    given(proposed)
      .when(submit)
      .then({ ...submitted, data });
    given(proposed, submitted).when(submit).thenNothing();
  });

  it('takes what came back again', () => {
    const returned = {
      type: 'HouseholdBindingReturned',
      data: { reason: '缺件', on: calendarDate('2025-01-05') },
    };
    const [event] = given(proposed, submitted, returned as HouseholdBindingEvent)
      .when(submit)
      .events();
    expect(event?.type).toBe('HouseholdBindingSubmitted');
  });

  it('is refused where neither an agreement nor a day by which one follows is named', () => {
    const named = (agreementDueBy: string | null) => ({
      ...proposed,
      data: {
        ...proposed.data,
        agreementId: null,
        agreementDueBy: agreementDueBy === null ? null : calendarDate(agreementDueBy),
      },
    });
    given(named(null)).when(submit).thenRefused('AGREEMENT_MISSING');
    given(named('2025-02-28')).when(submit).thenRefused('AGREEMENT_MISSING');
    expect(given(named('2025-03-01')).when(submit).events()).toHaveLength(1);
  });

  it('is refused before there is a proposal', () => given().when(submit).thenRefused('BINDING_NOT_PROPOSED'));
});

describe('returning a binding', () => {
  const sendBack = command(ReturnBinding, {});

  it('says why', () =>
    given(proposed, submitted)
      .knowing({ reason: '缺少同意书' })
      .when(sendBack)
      .then({
        type: 'HouseholdBindingReturned',
        data: { reason: '缺少同意书', on: calendarDate('2025-03-01') },
      }));

  it('is refused without a reason', () =>
    given(proposed, submitted).when(sendBack).thenRefused('REASON_REQUIRED'));
});

describe('activating a binding', () => {
  it('binds from the effective date', () => given(proposed, submitted).when(activate()).then(outcome({})));

  it('binds no earlier than the term begins', () => {
    const later = { ...proposed, data: { ...proposed.data, startDate: calendarDate('2025-04-01') } };
    given(later, submitted)
      .when(activate())
      .then(outcome({ from: calendarDate('2025-04-01') }));
  });

  it('is refused where the term is over before it begins', () => {
    const over = { ...proposed, data: { ...proposed.data, endDate: calendarDate('2025-02-28') } };
    given(over, submitted).when(activate()).thenRefused('BINDING_TERM_OVER');
  });

  it('begins a second term no earlier than the first ended', () => {
    const until = { ...ended, data: { ...ended.data, on: calendarDate('2025-03-02') } };
    const again = { ...proposed, data: { ...proposed.data, term: 2 } };
    const review = [proposed, submitted, activated, until, again, submitted];
    given(...review)
      .when(activate())
      .thenRefused('BEFORE_LAST_CHANGE');
    given(...review)
      .knowing({ today: until.data.on, effectiveDate: until.data.on })
      .when(activate())
      .then(outcome({ from: until.data.on }));
  });

  it('is refused to who submitted it, before anything else', () =>
    given(proposed, submitted)
      .knowing({ actor: somebody('COUNTY_INFORMANT', 'clerk'), agreement: null })
      .when(activate())
      .thenRefused('REVIEWER_IS_SUBMITTER'));

  it('is refused outside a review', () =>
    given(proposed).when(activate()).thenRefused('BINDING_NOT_IN_REVIEW'));

  it('needs the parties as sound as they were', () =>
    given(proposed, submitted)
      .knowing({
        household: { ...parties.household, hasVanished: true },
        entity: { ...parties.entity, phase: 'REVOKED' },
      })
      .when(activate())
      .thenRefused('HOUSEHOLD_VANISHED', 'ENTITY_REVOKED'));
});

describe('the industry at activation (R04)', () => {
  const mismatched = { household: { ...parties.household, industries: ['LIVESTOCK'] } };
  const reason = '村集体统一改种';

  it('is refused where it does not match and nobody says why it is done all the same', () =>
    given(proposed, submitted).knowing(mismatched).when(activate()).thenRefused('INDUSTRY_MISMATCHED'));

  it('may be overridden with a reason, which is kept', () =>
    given(proposed, submitted)
      .knowing(mismatched)
      .when(activate({ match: 'MATCHED', matchOverrideReason: reason }))
      .then(outcome({ matchOverrideReason: reason })));

  it('must be judged by a person where the automatic judgement cannot tell', () => {
    const unknown = { household: { ...parties.household, industries: [] } };
    const cannotTell = given(proposed, submitted).knowing(unknown);
    cannotTell.when(activate()).thenRefused('INDUSTRY_NOT_JUDGED');
    cannotTell.when(activate({ match: 'MATCHED' })).then(outcome({}));
  });
});

describe('the agreement at activation', () => {
  const without = (agreementDueBy: string | null, agreementId: string | null = null) => ({
    ...proposed,
    data: {
      ...proposed.data,
      agreementId,
      agreementDueBy: agreementDueBy === null ? null : calendarDate(agreementDueBy),
    },
  });

  it('must be in force, or due by a day that has not passed', () => {
    const given2 = (event: HouseholdBindingEvent) => given(event, submitted).knowing({ agreement: null });
    given2(without(null)).when(activate()).thenRefused('AGREEMENT_MISSING');
    given2(without('2025-02-28')).when(activate()).thenRefused('AGREEMENT_MISSING');
    given2(without('2025-03-01')).when(activate()).then(outcome({}));
  });

  it('does not count while it waits for signatures', () =>
    given(proposed, submitted)
      .knowing({ agreement: { ...parties.agreement, phase: 'PENDING_SIGNATURE' } })
      .when(activate())
      .thenRefused('AGREEMENT_NOT_IN_FORCE'));
});

describe('OTHER as the only form', () => {
  const other = { ...proposed, data: { ...proposed.data, forms: ['OTHER'], otherForm: '代管山林' } } as const;

  it('binds only where the county says why it accepts it', () => {
    const otherFormAcceptance = '带动方式明确';
    given(other, submitted).when(activate()).thenRefused('OTHER_FORM_NOT_ACCEPTED');
    given(other, submitted).when(activate({ otherFormAcceptance })).then(outcome({ otherFormAcceptance }));
  });

  it('is a form like others where it is not alone', () => {
    const [event] = given({ ...other, data: { ...other.data, forms: ['ORDER_FARMING', 'OTHER'] } }, submitted)
      .when(activate())
      .events();
    expect(event?.type).toBe('HouseholdBindingActivated');
  });
});
