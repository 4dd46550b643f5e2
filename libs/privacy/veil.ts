import type { Mask } from './mask';
import { masked } from './mask';
import type { Sealed, Vault } from './vault';

/** Somebody who is to be recognised and not to be read. */
export interface Veiled {
  /** Whose data key it is sealed under. */
  readonly subject: string;
  readonly sealed: Sealed;
  /** Which fields are shown, and how far. */
  readonly masks: Readonly<Record<string, Mask>>;
}

/** Field by field what is left of it; null where nobody gave it, {@link ERASED} where its key was destroyed. */
export type Recognisable = Readonly<Record<string, string | null>>;

/** Opens what is sealed and lets only what the masks leave of it go out, of all in one go and in their order. */
export type Veil = (people: readonly Veiled[]) => Promise<readonly Recognisable[]>;

/** Stands where there was a name, a number or an account. */
export const ERASED = '已删除';

export const veilOver =
  (vault: Pick<Vault, 'openAll'>): Veil =>
  async (people) => {
    const clear = await vault.openAll(people.map(wanted));
    return people.map(({ sealed, masks }, index) => {
      const shown = Object.entries(masks).map(([field, mask]) => {
        const text = clear[index]?.[field] ?? null;
        if (text !== null) return [field, masked(text, mask)];
        return [field, sealed[field] === undefined ? null : ERASED];
      });
      return Object.fromEntries(shown) as Recognisable;
    });
  };

/** What is not shown stays sealed. */
const wanted = ({ subject, sealed, masks }: Veiled): Pick<Veiled, 'subject' | 'sealed'> => ({
  subject,
  sealed: Object.fromEntries(Object.entries(sealed).filter(([field]) => field in masks)),
});
