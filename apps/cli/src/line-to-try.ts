import type { Words } from '@kernel/words';

/** A command to copy, and what it shows; nothing where that is said of the line before. */
export type Line = readonly [why: Words | null, line: string];

export const get = (who: string, path: string): string =>
  `curl -s -H "Authorization: Bearer $${who}" "$B${path}"`;
