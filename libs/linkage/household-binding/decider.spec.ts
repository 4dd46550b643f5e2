import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledHouseholdBinding } from './aggregate';
import {
  ChangeForms,
  ConfirmBenefit,
  EndBinding,
  JudgeIndustryMatch,
  LinkAgreement,
  RecordBenefit,
  ResumeBinding,
  SuspendBinding,
} from './commands';
import type { HouseholdBindingEvent } from './events';
import {
  activated,
  AGREEMENT,
  benefit,
  ended,
  FRUIT_COOP,
  parties,
  proposed,
  somebody,
  submitted,
  suspended,
  WANG,
  WANG_FRUIT,
} from './story';

const town = somebody('TOWN_INFORMANT');
const { given } = specify<HouseholdBindingEvent>(handledHouseholdBinding, {
  id: WANG_FRUIT,
  actor: town,
  ...parties,
  suspensionMaxMonths: 6,
});
const on = calendarDate('2025-03-01');
const active = [proposed, submitted, activated];

describe('changing the forms', () => {
  it('reckons the tightness anew', () =>
    given(...active)
      .when(command(ChangeForms, { forms: ['SHARE_COOPERATION', 'LABOUR_EMPLOYMENT'] }))
      .then({
        type: 'BindingFormsChanged',
        data: {
          forms: ['LABOUR_EMPLOYMENT', 'SHARE_COOPERATION'],
          ...{ otherForm: null, tightness: 'EQUITY', otherFormAcceptance: null, on },
        },
      }));

  it('does nothing where the forms are the same', () =>
    given(...active)
      .when(command(ChangeForms, { forms: ['PROFIT_DIVIDEND', 'ORDER_FARMING'] }))
      .thenNothing());

  it('is written where they were so earlier than it was told', () => {
    const forms = ['LABOUR_EMPLOYMENT', 'SHARE_COOPERATION'] as const;
    const data = { forms, otherForm: null, tightness: 'EQUITY', otherFormAcceptance: null } as const;
    const changed = (day: typeof on) =>
      ({ type: 'BindingFormsChanged', data: { ...data, on: day } }) as const;
    const early = calendarDate('2025-02-01');
    const told = given(...active, changed(on));
    const asked = command(ChangeForms, { forms: [...forms] });
    told.when(asked).thenNothing();
    told.knowing({ effectiveDate: early }).when(asked).then(changed(early));
    told
      .knowing({ effectiveDate: early })
      .when(command(ChangeForms, { forms: [...proposed.data.forms] }))
      .then({
        ...changed(early),
        data: { ...changed(early).data, forms: proposed.data.forms, tightness: proposed.data.tightness },
      });
  });

  it('is refused in forms that are not for households, and before the binding is active', () => {
    const change = command(ChangeForms, { forms: ['COMMISSIONED_PRODUCTION'] });
    given(...active)
      .when(change)
      .thenRefused('FORM_NOT_ALLOWED_FOR_RELATION');
    given(proposed).when(change).thenRefused('BINDING_NOT_ACTIVE');
  });

  it('leaves OTHER alone only on the word of the county', () => {
    const change = command(ChangeForms, { forms: ['OTHER'], otherForm: '代管', otherFormAcceptance: '属实' });
    given(...active)
      .when(change)
      .thenRefused('OTHER_FORM_NOT_ACCEPTED');
    const [event] = given(...active)
      .knowing({ actor: somebody('COUNTY_INFORMANT') })
      .when(change)
      .events();
    expect(event?.data).toMatchObject({ forms: ['OTHER'], otherFormAcceptance: '属实' });
  });
});

describe('linking an agreement', () => {
  const another = command(LinkAgreement, { agreementId: 'ffffffff-0000-5000-8000-000000000001' });

  it('puts the binding on the new paper, once', () => {
    given(...active)
      .when(another)
      .then({ type: 'BindingAgreementLinked', data: { agreementId: another.agreementId, on } });
    given(...active)
      .when(command(LinkAgreement, { agreementId: AGREEMENT }))
      .thenNothing();
  });

  it.each([
    ['AGREEMENT_UNKNOWN', null],
    ['AGREEMENT_OF_ANOTHER_ENTITY', { phase: 'IN_FORCE', entityId: WANG, householdIds: [WANG] }],
    ['AGREEMENT_DOES_NOT_COVER', { phase: 'IN_FORCE', entityId: FRUIT_COOP, householdIds: [] }],
    ['AGREEMENT_NOT_IN_FORCE', { phase: 'EXPIRED', entityId: FRUIT_COOP, householdIds: [WANG] }],
  ])('is refused with %s', (code, agreement) =>
    given(...active)
      .knowing({ agreement })
      .when(another)
      .thenRefused(code),
  );

  it('is written where it was put there earlier than it was told', () => {
    const linked = (day: typeof on) =>
      ({ type: 'BindingAgreementLinked', data: { agreementId: another.agreementId, on: day } }) as const;
    const early = calendarDate('2025-02-01');
    const told = given(...active, linked(on));
    told.when(another).thenNothing();
    told.knowing({ effectiveDate: early }).when(another).then(linked(early));
  });

  it('is refused after the end, and silently passed over where a process asks', () => {
    const over = given(...active, ended);
    over.when(another).thenRefused('BINDING_CLOSED');
    over
      .knowing({ actor: somebody('SYSTEM') })
      .when(another)
      .thenNothing();
  });
});

describe('judging the industry', () => {
  const judge = (fields: Partial<JudgeIndustryMatch>) => command(JudgeIndustryMatch, fields);

  it('records the automatic judgement beside the one of the person', () => {
    given(...active)
      .when(judge({}))
      .then({
        type: 'IndustryMatchJudged',
        data: { match: 'MATCHED', automatic: 'MATCHED', overrideReason: null, on },
      });
    given(...active)
      .when(judge({ match: 'MISMATCHED', overrideReason: '已改养殖' }))
      .then({
        type: 'IndustryMatchJudged',
        data: { match: 'MISMATCHED', automatic: 'MATCHED', overrideReason: '已改养殖', on },
      });
  });

  it('is refused where it contradicts the automatic one without a reason', () =>
    given(...active)
      .when(judge({ match: 'MISMATCHED' }))
      .thenRefused('MATCH_OVERRIDE_NEEDS_REASON'));

  it('turns a mismatch into a match by another form (R04)', () => {
    const changed = {
      type: 'BindingFormsChanged',
      data: { ...proposed.data, forms: ['LABOUR_EMPLOYMENT'], otherFormAcceptance: null, on },
    } as const;
    const grower = { household: { ...parties.household, industries: ['LIVESTOCK'] } };
    const [before] = given(...active)
      .knowing(grower)
      .when(judge({}))
      .events();
    const [after] = given(...active, changed)
      .knowing(grower)
      .when(judge({}))
      .events();
    expect(before?.data).toMatchObject({ match: 'MISMATCHED' });
    expect(after?.data).toMatchObject({ match: 'MATCHED' });
  });
});

describe('recording a benefit', () => {
  const { form, mode, amountFen, evidence } = benefit.data;
  const record = command(RecordBenefit, { form, mode, amountFen, evidence });
  const commandId = benefit.data.benefitId;

  it('names it by the request, so that a repetition is the same benefit', () =>
    given(...active)
      .knowing({ commandId })
      .when(record)
      .then({ ...benefit, data: { ...benefit.data, on } }));

  it('is refused in a form the binding does not have, and before it was in force', () =>
    given(...active)
      .knowing({ effectiveDate: calendarDate('2025-01-09') })
      .when(command(RecordBenefit, { form: 'LAND_TRANSFER', mode, amountFen, evidence }))
      .thenRefused('BENEFIT_BEFORE_START', 'FORM_NOT_IN_BINDING'));

  it('is confirmed by the household, once', () => {
    const confirm = command(ConfirmBenefit, { benefitId: commandId, means: '签字' });
    const confirmed = {
      type: 'BenefitConfirmedByHousehold',
      data: { benefitId: commandId, means: '签字', on },
    } as const;
    given(...active, benefit)
      .when(confirm)
      .then(confirmed);
    given(...active, benefit, confirmed)
      .when(confirm)
      .thenNothing();
    given(...active)
      .when(confirm)
      .thenRefused('BENEFIT_UNKNOWN');
  });
});

describe('suspending', () => {
  const suspend = (until: string) => command(SuspendBinding, { until: calendarDate(until) });
  const reasoned = given(...active).knowing({ reason: '外出务工' });

  it('lasts at most six months, the last day included', () => {
    reasoned.when(suspend('2025-09-01')).then({
      type: 'BindingSuspended',
      data: { reason: '外出务工', until: calendarDate('2025-09-01'), on },
    });
    reasoned.when(suspend('2025-09-02')).thenRefused('SUSPENSION_TERM_INVALID');
    reasoned.when(suspend('2025-03-01')).thenRefused('SUSPENSION_TERM_INVALID');
  });

  it('needs a reason, and a binding that is active', () => {
    given(...active)
      .when(suspend('2025-04-01'))
      .thenRefused('REASON_REQUIRED');
    given(...active, suspended)
      .when(suspend('2025-04-01'))
      .thenRefused('BINDING_NOT_ACTIVE');
  });

  it('lasts no longer in all where it is repeated back to back', () => {
    const resumed = { type: 'BindingResumed', data: { on } } as const;
    const again = given(...active, suspended, resumed).knowing({ reason: '外出务工' });
    expect(again.when(suspend('2025-08-04')).events()).toHaveLength(1);
    const { unmet } = again.when(suspend('2025-08-05')).refusal();
    expect(unmet).toMatchObject([
      { code: 'SUSPENSION_TERM_INVALID', params: { months: 6, suspendedDays: 28 } },
    ]);
  });

  it('is not dated back before the binding', () =>
    reasoned
      .knowing({ effectiveDate: calendarDate('2025-01-09') })
      .when(suspend('2025-02-01'))
      .thenRefused('BEFORE_LAST_CHANGE'));

  it('ends by resuming, once', () => {
    const resume = command(ResumeBinding, {});
    given(...active, suspended)
      .when(resume)
      .then({ type: 'BindingResumed', data: { on } });
    given(...active)
      .when(resume)
      .thenNothing();
    const resumed = { type: 'BindingResumed', data: { on } } as const;
    given(...active, suspended, resumed)
      .knowing({ effectiveDate: calendarDate('2025-02-10') })
      .when(resume)
      .thenRefused('BEFORE_LAST_CHANGE');
    given(proposed).when(resume).thenRefused('BINDING_NOT_SUSPENDED');
  });
});

describe('ending', () => {
  const end = (cause: EndBinding['cause']) => command(EndBinding, { cause });
  const system = { actor: somebody('SYSTEM') };

  it('says the first day without the binding, and twice is once', () => {
    given(...active)
      .when(end('HOUSEHOLD_WISH'))
      .then({ type: 'HouseholdBindingEnded', data: { cause: 'HOUSEHOLD_WISH', note: null, on } });
    given(...active, ended)
      .when(end('HOUSEHOLD_WISH'))
      .thenNothing();
  });

  it('does not answer a person that it ended earlier than it did; a process may ask for any day', () => {
    const early = given(...active, ended).knowing({ effectiveDate: calendarDate('2025-02-19') });
    early.when(end('HOUSEHOLD_WISH')).thenRefused('BEFORE_LAST_CHANGE');
    early.knowing(system).when(end('ENTITY_REVOKED')).thenNothing();
  });

  it.each(['AGREEMENT_TERMINATED', 'ENTITY_REVOKED', 'ENTITY_DEREGISTERED'] as const)(
    'with cause %s follows from another record and is refused to a person',
    (cause) =>
      given(...active)
        .when(end(cause))
        .thenRefused('ENDING_ONLY_BY_SYSTEM'),
  );

  it('is refused to a person before the binding is active', () =>
    given(proposed).when(end('HOUSEHOLD_WISH')).thenRefused('BINDING_NOT_ACTIVE'));

  it('withdraws what is only proposed when the entity is revoked', () =>
    given(proposed, submitted)
      .knowing(system)
      .when(end('ENTITY_REVOKED'))
      .then({ type: 'BindingWithdrawn', data: { on } }));

  it('never lies before the last change, even where the cause does', () =>
    given(...active, suspended)
      .knowing({ ...system, effectiveDate: calendarDate('2025-01-20') })
      .when(end('ENTITY_REVOKED'))
      .then({
        type: 'HouseholdBindingEnded',
        data: { cause: 'ENTITY_REVOKED', note: null, on: calendarDate('2025-02-01') },
      }));
});
