import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { specify } from '@testing/decider';
import { handledEntity } from './aggregate';
import type { EntityEvent } from './events';
import { registeredId } from './register';
import { active, COOP, known, registered, registering, rejected, USCC, usccOf } from './story';

const { given } = specify<EntityEvent>(handledEntity, known);
/** No name, no code, as a natural person is entered. */
const grower = (fields: object = {}) =>
  Object.assign(registering(), {
    ...{ kind: 'LARGE_GROWER', name: undefined, uscc: undefined, growerNo: '7', ...fields },
  });

describe('registering an operating entity', () => {
  it('enters a candidate', () => given().when(registering()).then(registered()));

  it('is refused a second time, in whatever state it is', () => {
    given(registered()).when(registering()).thenRefused('ENTITY_EXISTS');
    given(registered(), rejected).when(registering()).thenRefused('ENTITY_EXISTS');
    given(...active)
      .when(registering())
      .thenRefused('ENTITY_EXISTS');
  });

  it('needs a code and a name', () => {
    const bare = Object.assign(registering(), { name: undefined, uscc: undefined });
    given().when(bare).thenRefused('ENTITY_NAME_REQUIRED', 'USCC_REQUIRED');
  });

  it('is refused with a code of a wrong form, whatever the reason given', () => {
    const wrong = registering({ uscc: 'I'.repeat(18), usccOverrideReason: '市监局确认' });
    given().when(wrong).thenRefused('USCC_FORM_INVALID');
  });

  it('takes a code whose check digit fails only with a reason, which stays', () => {
    const failing = USCC.slice(0, 17) + (USCC.endsWith('0') ? '1' : '0');
    given()
      .when(registering({ uscc: failing }))
      .thenRefused('USCC_CHECK_FAILED');
    given()
      .when(registering({ uscc: failing, usccOverrideReason: '市监局确认' }))
      .then(registered({ uscc: failing, usccOverrideReason: '市监局确认' }));
  });

  it('asks a leading enterprise for its level, and nobody else', () => {
    const enterprise = { kind: 'LEADING_ENTERPRISE', uscc: usccOf('91530424MA0000001') } as const;
    given()
      .when(registering({ ...enterprise, leadingLevel: 'COUNTY' }))
      .then(registered({ ...enterprise, leadingLevel: 'COUNTY' }));
    given().when(registering(enterprise)).thenRefused('LEADING_LEVEL_REQUIRED');
    given()
      .when(registering({ leadingLevel: 'COUNTY' }))
      .thenRefused('LEADING_LEVEL_ONLY_FOR_ENTERPRISE');
  });

  it('happens in a village that is in use, and not in the future', () => {
    given().knowing({ villageIsUsed: false }).when(registering()).thenRefused('VILLAGE_NOT_IN_USE');
    given()
      .knowing({ effectiveDate: calendarDate('2025-03-02') })
      .when(registering())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('tells every fault at once', () => {
    const faulty = Object.assign(registering({ leadingLevel: 'COUNTY' }), { name: undefined });
    given()
      .knowing({ villageIsUsed: false })
      .when(faulty)
      .thenRefused('ENTITY_NAME_REQUIRED', 'LEADING_LEVEL_ONLY_FOR_ENTERPRISE', 'VILLAGE_NOT_IN_USE');
  });
});

describe('a large grower', () => {
  it('is entered under the number of the county; the name stays sealed', () =>
    given()
      .when(grower({ name: '王小明' }))
      .then(registered({ kind: 'LARGE_GROWER', name: null, uscc: null, growerNo: '7' })));

  it('needs that number', () =>
    given()
      .when(grower({ growerNo: undefined }))
      .thenRefused('GROWER_NO_REQUIRED'));

  it('may have a code instead, which is checked like any other', () => {
    const withCode = (uscc: string) => grower({ growerNo: undefined, uscc });
    given()
      .when(withCode(USCC))
      .then(registered({ kind: 'LARGE_GROWER', name: null, growerNo: null }));
    given()
      .when(withCode('I'.repeat(18)))
      .thenRefused('USCC_FORM_INVALID');
  });

  it('is the only one with such a number', () => {
    const cooperative = Object.assign(registering(), { growerNo: '7' });
    given()
      .when(cooperative)
      .then(registered({ growerNo: null }));
  });
});

describe('the id of an entity', () => {
  it('follows from its code, wherever it is registered', () => {
    const elsewhere = registering({ villageCode: divisionCode('411423100001') });
    expect(registeredId(registering(), 'c1')).toBe(COOP);
    expect(registeredId(elsewhere, 'c2')).toBe(COOP);
  });

  it('of a grower follows from the number and the county that gave it', () => {
    const here = registeredId(grower(), 'c1');
    expect(registeredId(grower({ villageCode: divisionCode('530424103201') }), 'c2')).toBe(here);
    expect(registeredId(grower({ villageCode: divisionCode('411423100001') }), 'c3')).not.toBe(here);
    expect(registeredId(grower({ growerNo: '8' }), 'c4')).not.toBe(here);
  });
});
