import type { Actor, Role } from '@kernel/actor';
import { ancestorAt, divisionCode, type DivisionCode, type DivisionLevel } from '@kernel/division-code';
import type { Person } from './people';

export const HUANING = divisionCode('530424000000');
export const NINGLING = divisionCode('411423000000');

/** Someone in office; the same person for the same role and place. */
export const officer = (
  role: Role,
  scope: DivisionCode = HUANING,
  user = `${role.toLowerCase()}-${scope}`,
): Actor => ({
  user,
  role,
  scope,
});

/** Who is in office for the county or town that a village lies in. */
export const officerFor = (
  village: DivisionCode,
  level: Extract<DivisionLevel, 'COUNTY' | 'TOWN'>,
  role: Role,
): Actor => officer(role, ancestorAt(village, level));

/** Who speaks for one cooperative or enterprise. */
export const managerOf = (entityId: string): Actor => ({
  user: `manager-${entityId.slice(0, 8)}`,
  role: 'ENTITY_MANAGER',
  scope: HUANING,
  subjectId: entityId,
});

/** The head of a household, who speaks for it. */
export const headOf = ({ id, village, index }: Pick<Person, 'id' | 'village' | 'index'>): Actor => ({
  user: `head-${String(index)}`,
  role: 'HOUSEHOLD',
  scope: village,
  subjectId: id,
});
