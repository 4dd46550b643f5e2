import { HEALTH_READERS } from '@kernel/actor';
import type { Confined } from '@command/handling';
import { HEALTH_FIELDS } from './events';

/** What tells of the health of a household, in its events and in the register. */
export const HEALTH: Confined = { fields: HEALTH_FIELDS, to: HEALTH_READERS };
