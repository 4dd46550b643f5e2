import type { Role } from './actor';
import { isCountyOfTowns, levelOf, type DivisionCode, type DivisionLevel } from './division-code';
import { unmet, type Unmet } from './refusal';

/** Of roles that belong to one level of divisions (domain/glossary 1.5); the others are held on any. */
const LEVELS: Readonly<Partial<Record<Role, DivisionLevel>>> = {
  ...{ VILLAGE_INFORMANT: 'VILLAGE', RESIDENT_TEAM: 'VILLAGE', VILLAGE_COMMITTEE: 'VILLAGE' },
  ...{ TOWN_INFORMANT: 'TOWN', TOWN_SIGNER: 'TOWN' },
  ...{ COUNTY_INFORMANT: 'COUNTY', COUNTY_SIGNER: 'COUNTY' },
  ...{ AGRI_BUREAU: 'COUNTY', REVITALIZATION_BUREAU: 'COUNTY', FINANCE_BUREAU: 'COUNTY' },
  ...{ CITY_SUPERVISOR: 'CITY' },
};

/** The level on which the role is held and the place is not; null where it may be held there. */
export const levelMissed = (role: Role, place: DivisionCode): DivisionLevel | null => {
  const level = LEVELS[role] ?? null;
  const isThere = level === 'COUNTY' ? isCountyOfTowns(place) : levelOf(place) === level;
  return level === null || isThere ? null : level;
};

/** A village's informant in a village (R28), and each role where it belongs, for a person as for a program. */
export const levelFault = (role: Role, code: DivisionCode): Unmet | false => {
  const level = levelMissed(role, code);
  return level !== null && unmet('POST_OF_OTHER_LEVEL', { role, level, code }, '/division');
};
