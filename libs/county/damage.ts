import type { Damage } from '@privacy/vault';

/** What is told of damage at most until the process is started again; `doctor` finds all of it. */
const MOST_TOLD = 1_000;

/** Tells of each damage once: a page with whoever cannot be read is asked for again and again. */
export const tellingDamage = (log: { readonly error: (message: string) => void }) => {
  const told = new Set<string>();
  return ({ message }: Damage): void => {
    if (told.has(message) || told.size >= MOST_TOLD) return;
    told.add(message);
    log.error(message);
  };
};
