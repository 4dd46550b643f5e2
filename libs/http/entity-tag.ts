import { createHash } from 'node:crypto';

const FORM = /^"(\d{1,15})(?:-[\w-]{1,64})?"$/;

/**
 * Of an answer as it is sent, null where it has no revision of its own: `"<revision>-<digest>"`. The digest covers all of it, so that two
 * readers whose masks or rights differ, and two moments asked about, never share one. As `If-Match` of a command only the revision counts.
 */
export const entityTagOf = (answer: object, sent: string): string | null => {
  const { revision } = answer as { readonly revision?: unknown };
  if (!Number.isSafeInteger(revision)) return null;
  const digest = createHash('sha256').update(sent).digest('base64url').slice(0, 16);
  return `"${String(revision)}-${digest}"`;
};

/** Null for what is no tag of ours. */
export const revisionIn = (tag: string): number | null => {
  const digits = FORM.exec(tag)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** RFC 9110, 13.1.2: tags apart by commas, compared weakly, or a star for whatever there is. */
export const isHeld = (ifNoneMatch: string | string[] | undefined, tag: string): boolean =>
  typeof ifNoneMatch === 'string' &&
  ifNoneMatch.split(',').some((held) => ['*', tag].includes(held.trim().replace(/^W\//, '')));
