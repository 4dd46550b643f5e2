import type { Filter } from './read-store';

/** Under which a filter names others, of which one holds. */
export const OR = '$or';

/** @throws where there is none: nothing could hold, and MongoDB refuses it */
export const alternatives = (wanted: unknown): readonly Filter[] => {
  if (!Array.isArray(wanted) || wanted.length === 0)
    throw new Error(`no alternatives: ${JSON.stringify(wanted)}`);
  return wanted as readonly Filter[];
};
