import type { QueryClass, Reach } from '@query/answering';
import { schemaOf } from './schema';

/** `AGGREGATE`: where it belongs; `NAMED`: the division that is named, or of what is named. */
export type CommandReach = 'AGGREGATE' | 'NAMED';

export const commandReach = (creates: boolean): CommandReach => (creates ? 'NAMED' : 'AGGREGATE');

/** All who may use a route: those who may ask, and those who may ask of their own. */
export const askers = ({ askedBy, askedOfOwn = [] }: QueryClass): QueryClass['askedBy'] =>
  askedBy === 'ANYONE' ? askedBy : [...askedBy, ...askedOfOwn];

/** @throws Error where a question neither has a field that says it nor says it itself */
export const questionReach = (query: QueryClass): Reach => {
  const { properties } = schemaOf(query) as { readonly properties: object };
  if (query.reach !== undefined) return query.reach;
  if ('id' in properties) return 'ENTRY';
  if ('division' in properties) return 'NARROWED';
  throw new Error(`${query.name} does not say how the division of what it asks is judged`);
};
