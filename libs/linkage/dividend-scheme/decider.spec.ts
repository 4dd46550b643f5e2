import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { derivedId } from '@kernel/ids';
import { unmet } from '@kernel/refusal';
import { command, specify } from '@testing/decider';
import { handledDividendScheme } from './aggregate';
import { SucceedSchemeEntity } from './commands';
import type { DividendSchemeEvent, SchemeTerms } from './events';
import {
  adopted,
  adopting,
  atAdoption,
  drafted,
  draftOf,
  entityId,
  fiscal,
  guaranteed,
  households,
  knowingHouseholds,
  partOf,
  reviseTo,
  schemeId,
  seventyPercent,
  surplus,
  village,
} from './story';

const boss = { user: 'boss', role: 'ENTITY_MANAGER', scope: village };
const committee = { user: 'committee', role: 'VILLAGE_COMMITTEE', scope: village };
const scheme = specify<DividendSchemeEvent>(handledDividendScheme, { id: schemeId, actor: boss });

const draftWith = (terms: SchemeTerms, more: object = {}) =>
  scheme
    .given()
    .knowing({ ...knowingHouseholds(terms) })
    .when(draftOf(partOf(terms, more)));

describe('drafting a dividend scheme', () => {
  it('takes number and village of each household from the register and remembers the drafter', () => {
    draftWith(guaranteed).then(drafted(guaranteed));
  });

  it('needs what its mode is reckoned from, and says everything that is missing at once', () => {
    const bare = { ...guaranteed, annualRate: null, principalFen: 0 };
    draftWith(bare).thenRefused('SCHEME_PRINCIPAL_MISSING', 'SCHEME_RATE_MISSING');
    draftWith({ ...bare, mode: 'SHARE_BASED' }).thenRefused('SCHEME_POOL_SHARE_MISSING');
    draftWith({ ...bare, mode: 'GUARANTEED_PLUS_SHARE' }).thenRefused(
      'SCHEME_PRINCIPAL_MISSING',
      'SCHEME_RATE_MISSING',
      'SCHEME_POOL_SHARE_MISSING',
    );
    draftWith({ ...surplus, patronageShare: null }).thenRefused('SCHEME_PATRONAGE_SHARE_MISSING');
  });

  it('is refused a share above the whole', () => {
    const poolShare = { numerator: 101, denominator: 100 };
    draftWith({ ...guaranteed, mode: 'SHARE_BASED', poolShare }).thenRefused('SHARE_ABOVE_WHOLE');
    draftWith({ ...surplus, patronageShare: poolShare }).thenRefused('SHARE_ABOVE_WHOLE');
    draftWith({ ...guaranteed, annualRate: poolShare }).thenRefused('SHARE_ABOVE_WHOLE');
  });

  it('is refused fiscal money that is not the principal', () => {
    draftWith({ ...fiscal, principalFen: 99_999_999 }).thenRefused('FISCAL_FUND_NOT_PRINCIPAL');
    draftWith({ ...surplus, fiscalFundFen: 1 }).thenRefused('FISCAL_FUND_NOT_PRINCIPAL');
  });

  it('is refused households that are listed twice, unknown, gone, without shares, or none at all', () => {
    const [first] = households(1);
    if (first === undefined) throw new Error('one household');
    const { householdId } = first;
    const stranger = derivedId('spec', 'stranger');
    const twice = [first, first].map(({ shares }) => ({ householdId, shares }));
    draftWith(guaranteed, { beneficiaries: twice }).thenRefused('BENEFICIARY_LISTED_TWICE');
    draftWith(guaranteed, { beneficiaries: [{ householdId: stranger, shares: 1 }] }).thenRefused(
      'HOUSEHOLD_UNKNOWN',
    );
    draftWith(guaranteed, { beneficiaries: [{ householdId, shares: 0 }] }).thenRefused(
      'BENEFICIARY_WITHOUT_SHARES',
    );
    draftWith(guaranteed, { beneficiaries: [] }).thenRefused('BENEFICIARIES_MISSING');
    scheme
      .given()
      .knowing({
        ...knowingHouseholds(guaranteed),
        households: { [householdId]: { ...first, hasVanished: true } },
      })
      .when(draftOf(partOf({ ...guaranteed, beneficiaries: [first] })))
      .thenRefused('HOUSEHOLD_VANISHED');
  });

  it('needs an active entity, its own agreement, and a day that has come', () => {
    const facts = knowingHouseholds(guaranteed);
    const asked = draftOf(partOf(guaranteed));
    const when = (told: object) =>
      scheme
        .given()
        .knowing({ ...facts, ...told })
        .when(asked);
    when({ entity: { phase: 'ABSENT', villageCode: null } }).thenRefused('ENTITY_UNKNOWN');
    when({ entity: { phase: 'SUSPENDED', villageCode: village } }).thenRefused('ENTITY_NOT_ACTIVE');
    when({ entity: { phase: 'REVOKED', villageCode: village } }).thenRefused('ENTITY_REVOKED');
    when({ agreement: { phase: 'ABSENT', entityId: '' } }).thenRefused('AGREEMENT_UNKNOWN');
    const foreign = { id: 'a1', phase: 'IN_FORCE', entityId: 'other' };
    expect(when({ agreement: foreign }).refusal().unmet).toEqual([
      unmet('AGREEMENT_OF_ANOTHER_ENTITY', { agreementIds: ['a1'] }, '/agreementId'),
    ]);
    when({ effectiveDate: calendarDate('2025-03-02') }).thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });
});

describe('adopting a dividend scheme', () => {
  const adopt = (terms: SchemeTerms, told: object = {}) =>
    scheme
      .given(drafted(terms))
      .knowing({ ...atAdoption, actor: committee, ...told })
      .when(adopting);

  it('is done by somebody else than the drafter', () => {
    adopt(guaranteed).then(adopted());
    adopt(guaranteed, { actor: { ...committee, user: 'boss' } }).thenRefused('ADOPTER_IS_DRAFTER');
  });

  it('is done once for each version', () => {
    const again = scheme.given(drafted(guaranteed), adopted()).knowing({ ...atAdoption, actor: committee });
    again.when(adopting).thenRefused('SCHEME_NOT_DRAFT');
  });

  it('needs an active entity and, where there is an agreement, one that holds', () => {
    adopt(guaranteed, { entity: { phase: 'REVOKED', villageCode: village } }).thenRefused('ENTITY_REVOKED');
    adopt(guaranteed, { agreement: { phase: 'TERMINATED', entityId } }).thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  it('is refused a cooperative that refunds 59.99 % by volume, and granted at exactly 60 %', () => {
    const patronageMinimum = { numerator: 60, denominator: 100 };
    const below = { ...surplus, patronageShare: { numerator: 5_999, denominator: 10_000 } };
    const exact = { ...surplus, patronageShare: { numerator: 3, denominator: 5 } };
    adopt(below, { patronageMinimum }).thenRefused('PATRONAGE_BELOW_MINIMUM');
    adopt(exact, { patronageMinimum }).then(adopted());
  });

  it('is refused a scheme that distributes less often than decided', () => {
    adopt({ ...guaranteed, timesPerYear: 1 }, { leastTimesPerYear: 2 }).thenRefused('DISTRIBUTION_TOO_RARE');
  });

  it('counts 70 % of 1 000 000.00 yuan of fiscal money as the households’ shares (R13, G6)', () => {
    const [event] = adopt(fiscal, { equityRule: seventyPercent }).events();
    expect(event?.data).toMatchObject({
      equity: {
        ...{ fundFen: 100_000_000, poolFen: 70_000_000, residualFen: 30_000_000 },
        residualHolder: 'VILLAGE_COLLECTIVE',
        parameters: seventyPercent.parameters,
      },
    });
  });
});

describe('revising a dividend scheme', () => {
  const revised = (version: number): DividendSchemeEvent => ({
    type: 'DividendSchemeRevised',
    data: { version, terms: guaranteed, draftedBy: 'boss', on: calendarDate('2025-03-01') },
  });
  const facts = { ...knowingHouseholds(guaranteed) };

  it('makes the next version, which waits for adoption again', () => {
    const asked = reviseTo(partOf(guaranteed));
    scheme.given(drafted(fiscal), adopted()).knowing(facts).when(asked).then(revised(2));
    scheme
      .given(drafted(fiscal), adopted(), revised(2))
      .knowing({ ...atAdoption, actor: committee })
      .when(adopting)
      .then(adopted(2));
  });

  it('keeps to the same rules as a draft', () => {
    scheme
      .given(drafted(guaranteed), adopted())
      .knowing(facts)
      .when(reviseTo(partOf({ ...guaranteed, annualRate: null })))
      .thenRefused('SCHEME_RATE_MISSING');
  });
});

describe('the steps of a scheme', () => {
  const early = { today: calendarDate('2025-03-05'), effectiveDate: calendarDate('2025-02-28') };

  it('follow each other on their days: nothing is adopted or revised before it was drafted', () => {
    const given = scheme
      .given(drafted(guaranteed))
      .knowing({ ...atAdoption, ...knowingHouseholds(guaranteed) });
    given
      .knowing({ ...early, actor: committee })
      .when(adopting)
      .thenRefused('BEFORE_LAST_CHANGE');
    given
      .knowing(early)
      .when(reviseTo(partOf(guaranteed)))
      .thenRefused('BEFORE_LAST_CHANGE');
    const sameDay = { ...early, effectiveDate: calendarDate('2025-03-01'), actor: committee };
    expect(given.knowing(sameDay).when(adopting).events()).toHaveLength(1);
  });

  it('begin again with a revision: what was adopted is revised no earlier', () => {
    const late = { ...adopted(), data: { ...adopted().data, on: calendarDate('2025-03-04') } };
    const given = scheme
      .given(drafted(guaranteed), late as DividendSchemeEvent)
      .knowing({ ...knowingHouseholds(guaranteed) });
    given
      .knowing({ ...early, effectiveDate: calendarDate('2025-03-03') })
      .when(reviseTo(partOf(guaranteed)))
      .thenRefused('BEFORE_LAST_CHANGE');
  });
});

describe('a dividend scheme of an entity that is merged into another', () => {
  const successorId = derivedId('entity', 'heir');
  const on = calendarDate('2025-03-01');
  const succeed = command(SucceedSchemeEntity, { entityId, successorId });
  const succeeded: DividendSchemeEvent = {
    type: 'DividendSchemeEntitySucceeded',
    data: { entityId, successorId, villageCode: village, on },
  };

  it('goes on with that one as it was adopted, and remembers whose it was', () => {
    const held = scheme.given(drafted(guaranteed), adopted()).knowing({ villageCode: village });
    held.when(succeed).then(succeeded);
    expect(scheme.given(drafted(guaranteed), adopted(), succeeded).state()).toMatchObject({
      ...{ phase: 'ADOPTED', entityId: successorId, predecessorIds: [entityId], terms: guaranteed },
    });
  });

  it('goes on once', () =>
    scheme
      .given(drafted(guaranteed), adopted(), succeeded)
      .knowing({ villageCode: village })
      .when(succeed)
      .thenNothing());
});
