import type { Actor } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';

/** Who speaks for one household or entity, signed in where nothing of a spec lies: it decides nothing. */
export const speaking = (role: 'ENTITY_MANAGER' | 'HOUSEHOLD', subjectId: string): Actor => ({
  ...{ user: 'somebody', role, scope: divisionCode('411423000000'), subjectId },
});
