import { describe, expect, it } from '@jest/globals';
import { command, specify } from '@testing/decider';
import { handledHousehold } from './aggregate';
import { IdentifyMonitoring } from './commands';
import type { HouseholdEvent } from './events';
import { known, register, registered } from './story';

const { given } = specify<HouseholdEvent>(handledHousehold, known);

/** The number that card systems are tried with: its check digit holds. */
const CARD = '4111111111111111';

const registering = (bankCard: string) => register({ bankCard, synthetic: false });

describe('a bank card (R46)', () => {
  it('is taken without a word where its check digit holds, also in groups of four', () => {
    for (const bankCard of [CARD, '4111 1111 1111 1111', '4111-1111-1111-1111'])
      given().when(registering(bankCard)).thenWarned();
  });

  it('is taken with a warning where a digit is another', () => {
    for (const bankCard of ['4111111111111112', '4111111111111171', '4121111111111111'])
      given().when(registering(bankCard)).thenWarned('BANK_CARD_CHECK_DIGIT');
  });

  it('is none where it is no number of twelve to nineteen digits, and is told nowhere', () => {
    for (const bankCard of ['存折', '12345678901', '0'.repeat(20)]) {
      const warnings = given().when(registering(bankCard)).warnings();
      expect(warnings).toEqual([{ code: 'BANK_CARD_CHECK_DIGIT', params: {}, pointer: '/bankCard' }]);
    }
  });

  it('of a household that is made up is meant to be none', () =>
    given()
      .when(register({ bankCard: '4111111111111112', synthetic: true }))
      .thenWarned());

  it('need not be known', () => given().when(register()).thenWarned());
});

describe('the risk of unstable employment (R36)', () => {
  const identify = command(IdentifyMonitoring, {
    category: 'MARGINAL',
    riskFactors: ['UNSTABLE_EMPLOYMENT'],
  });
  const of = (labourCount: number): HouseholdEvent => ({
    ...registered,
    data: { ...registered.data, labourCount },
  });

  it('is warned of in a household without labour', () => {
    given(of(0)).when(identify).thenWarned('RISK_WITHOUT_LABOUR');
    given(of(1)).when(identify).thenWarned();
    given(of(0))
      .when(command(IdentifyMonitoring, { category: 'MARGINAL', riskFactors: ['ILLNESS'] }))
      .thenWarned();
  });
});
