import type { Actor } from '@kernel/actor';
import type { Confined } from '@command/handling';

/** Stands where there is a value that is not for the one who asks. */
export const COVERED = '***';

/** What somebody may see of it: of what is confined to others, that there is a value and not which. */
export const seenBy = ({ role }: Actor, confined: readonly Confined[]) => {
  const fields = confined
    .filter(({ to }) => role !== 'SYSTEM' && !to.includes(role))
    .flatMap(({ fields }) => fields);
  return <T extends object>(of: T): T => {
    const covered = Object.entries(of).filter(([field, value]) => fields.includes(field) && value !== null);
    return covered.length === 0
      ? of
      : { ...of, ...Object.fromEntries(covered.map(([field]) => [field, COVERED])) };
  };
};
