import { describe, expect, it } from '@jest/globals';
import type { Role } from './actor';
import { divisionCode } from './division-code';
import { levelMissed } from './role-level';

const PLACES = {
  city: divisionCode('530400000000'),
  county: divisionCode('530424000000'),
  town: divisionCode('530424102000'),
  village: divisionCode('530424102201'),
};
const placesOf = (role: Role): readonly string[] =>
  Object.entries(PLACES).flatMap(([name, code]) => (levelMissed(role, code) === null ? [name] : []));

describe('the level on which a role is held', () => {
  it.each([
    ['VILLAGE_INFORMANT', ['village']],
    ['TOWN_SIGNER', ['town']],
    ['COUNTY_SIGNER', ['county']],
    ['AGRI_BUREAU', ['county']],
    ['CITY_SUPERVISOR', ['city']],
    ['AUDITOR', ['city', 'county', 'town', 'village']],
  ] as const)('%s: %j', (role, places) => {
    expect(placesOf(role)).toEqual(places);
  });

  it('is named where it is missed', () => {
    expect(levelMissed('VILLAGE_INFORMANT', PLACES.town)).toBe('VILLAGE');
  });

  it('is that of a county in a city that has towns and no counties', () => {
    expect(levelMissed('COUNTY_SIGNER', divisionCode('441900000000'))).toBeNull();
  });
});
