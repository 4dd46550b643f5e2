import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { handledAccessToken } from './aggregate';
import { IssueAccessToken, RevokeAccessToken } from './commands';
import type { AccessTokenEvent } from './events';

const { given } = specify<AccessTokenEvent>(
  handledAccessToken(() => new Set()),
  { daysMax: 60, notForPrograms: [], placeIsUsed: true },
);
const on = calendarDate('2025-03-01');
const grant = {
  ...{ name: 'bulletin', role: 'SUPERVISOR' as const, divisionCode: divisionCode('530424000000') },
  ...{ permissions: ['CoverageFigure'], addresses: ['10.0.0.0/8'], until: calendarDate('2025-03-31') },
} as const;
const { divisionCode: division, ...asked } = grant;
const issue = (more = {}) =>
  command(IssueAccessToken, {
    ...{ ...asked, division },
    permissions: ['CoverageFigure'],
    addresses: ['10.0.0.0/8'],
    ...more,
  });
const issued: AccessTokenEvent = { type: 'AccessTokenIssued', data: { ...grant, issuedBy: 'clerk', on } };

describe('an access token', () => {
  it('says what a program may do, from where and until when', () => {
    given().when(issue()).then(issued);
    given()
      .when(issue({ until: calendarDate('2025-02-28') }))
      .thenRefused('TERM_INVALID');
    given(issued).when(issue()).thenRefused('ACCESS_TOKEN_ISSUED_ALREADY');
  });

  it('is good for so many days at most', () => {
    given()
      .when(issue({ until: calendarDate('2025-04-30') }))
      .events();
    given()
      .when(issue({ until: calendarDate('2025-05-01') }))
      .thenRefused('ACCESS_TOKEN_TOO_LONG');
  });

  it('is one of a role that belongs to the division, which is in use', () => {
    given()
      .when(issue({ role: 'VILLAGE_INFORMANT' }))
      .thenRefused('POST_OF_OTHER_LEVEL');
    given().knowing({ placeIsUsed: false }).when(issue()).thenRefused('DIVISION_NOT_IN_USE');
  });

  it('lets no program do what is for persons, or what nobody knows', () => {
    const { unmet } = given()
      .knowing({ notForPrograms: ['ApproveDividends', 'Nothing'] })
      .when(issue())
      .refusal();
    expect(unmet).toMatchObject([
      { code: 'PERMISSION_NOT_FOR_PROGRAMS', params: { names: 'ApproveDividends, Nothing' } },
    ]);
  });

  it('is revoked once', () => {
    const revoked: AccessTokenEvent = { type: 'AccessTokenRevoked', data: { revokedBy: 'clerk', on } };
    given(issued).when(command(RevokeAccessToken, {})).then(revoked);
    given(issued, revoked).when(command(RevokeAccessToken, {})).thenNothing();
  });
});
