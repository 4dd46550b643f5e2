import type { Mask } from './mask';
import { masked } from './mask';
import { isDamage, type Damage, type Sealed, type Vault } from './vault';

/** Somebody who is to be recognised and not to be read. */
export interface Veiled {
  /** Whose data key it is sealed under. */
  readonly subject: string;
  readonly sealed: Sealed;
  /** Which fields are shown, and how far. */
  readonly masks: Readonly<Record<string, Mask>>;
}

/** Field by field what is left of it; null where nobody gave it, {@link ERASED} where its key was destroyed, {@link UNREADABLE} where that or the ciphertext is damaged. */
export type Recognisable = Readonly<Record<string, string | null>>;

/** Opens what is sealed and lets only what the masks leave of it go out, of all in one go and in their order. */
export type Veil = (people: readonly Veiled[]) => Promise<readonly Recognisable[]>;

/** Stands where there was a name, a number or an account. */
export const ERASED = '已删除';

/** Stands where something is sealed that cannot be opened now, and could be from a backup: nobody is forgotten by that. */
export const UNREADABLE = '无法读取';

/** Of damage the others on a page do not suffer, so it is told to whoever looks after the county. */
export const veilOver =
  (vault: Pick<Vault, 'openAll'>, onDamage: (damage: Damage) => void = () => undefined): Veil =>
  async (people) => {
    const opened = await vault.openAll(people.map(wanted));
    for (const damage of opened.filter(isDamage)) onDamage(damage);
    return people.map((one, index) => recognisable(one, opened[index] ?? {}));
  };

type Opened = Awaited<ReturnType<Vault['openAll']>>[number];

const recognisable = ({ sealed, masks }: Veiled, opened: Opened): Recognisable =>
  Object.fromEntries(
    Object.entries(masks).map(([field, mask]): [string, string | null] => {
      if (sealed[field] === undefined) return [field, null];
      if (isDamage(opened)) return [field, UNREADABLE];
      const text = opened[field] ?? null;
      return [field, text === null ? ERASED : masked(text, mask)];
    }),
  );

/** What is not shown stays sealed. */
const wanted = ({ subject, sealed, masks }: Veiled): Pick<Veiled, 'subject' | 'sealed'> => ({
  subject,
  sealed: Object.fromEntries(Object.entries(sealed).filter(([field]) => field in masks)),
});
