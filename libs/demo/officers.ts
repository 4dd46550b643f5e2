import type { Actor, Role } from '@kernel/actor';
import { divisionCode, type DivisionCode } from '@kernel/division-code';

export const HUANING = divisionCode('530424000000');

/** Someone in office; the same person for the same role and place. */
export const officer = (
  role: Role,
  scope: DivisionCode = HUANING,
  user = `${role.toLowerCase()}-${scope.slice(6)}`,
): Actor => ({
  user,
  role,
  scope,
});

/** Who speaks for one cooperative or enterprise. */
export const managerOf = (entityId: string): Actor => ({
  user: `manager-${entityId.slice(0, 8)}`,
  role: 'ENTITY_MANAGER',
  scope: HUANING,
  subjectId: entityId,
});
