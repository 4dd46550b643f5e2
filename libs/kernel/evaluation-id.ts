import { derivedId } from './ids';

/** Exactly one evaluation per entity and year (R17): the two are its identity. */
export const evaluationId = (entityId: string, year: number): string =>
  derivedId('evaluation', entityId, year);
