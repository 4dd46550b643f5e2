import type { Actor } from '@kernel/actor';
import type { Confined } from '@command/handling';

/** Stands where there is a value that is not for the one who asks. */
export const COVERED = '***';

/** What somebody may see of it: of what is confined to others, that there is a value and not which. */
export const seenBy =
  ({ role }: Actor, confined: Confined | undefined) =>
  <T extends object>(of: T): T => {
    if (confined === undefined || role === 'SYSTEM' || confined.to.includes(role)) return of;
    const covered = Object.entries(of).filter(
      ([field, value]) => confined.fields.includes(field) && value !== null,
    );
    return { ...of, ...Object.fromEntries(covered.map(([field]) => [field, COVERED])) };
  };
