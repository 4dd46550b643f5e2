import { HEALTH_READERS } from '@kernel/actor';
import type { Confined } from '@command/handling';
import { HEALTH_FIELDS, INDEX_FIELDS } from './events';

/** What tells of the health of a household, in its events and in the register. */
export const HEALTH: Confined = { fields: HEALTH_FIELDS, to: HEALTH_READERS };

/** By what a number could be tried: it is looked up by the rules, and of no use to anybody who reads. */
export const INDEX: Confined = { fields: INDEX_FIELDS, to: [] };
