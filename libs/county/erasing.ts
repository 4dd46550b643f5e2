import { dateInShanghai } from '@kernel/calendar-date';
import { History } from '@command/history';
import { START, type RecordedEvent } from '@event-store/event-store';
import type { Cause } from '@projection/delivery';
import { idOf } from '@projection/fold';
import type { Intent } from '@projection/projector';
import { KeysDamaged } from '@privacy/key-store';
import { CertifyErasure } from '@registry/erasure/commands';
import type { DestroyedKey, ErasureEvent } from '@registry/erasure/events';
import { subjectsOf } from '@registry/erasure/facts';
import { erasure } from '@registry/erasure/state';
import type { County } from './county';
import { ErasureList, type Erased } from './erasure-list';
import { keyLastSealedUnder } from './sealed-under';

type Eraser = Pick<County, 'settings' | 'vault' | 'clock' | 'store' | 'upcast'>;

/** The list stands outside the databases, so that what was erased stays erased when an older backup comes back. */
export const erasureListOf = ({ settings }: Pick<County, 'settings'>): ErasureList =>
  new ErasureList(settings.erasureList);

/**
 * What must be done before a command of a policy is sent: a certificate follows the destruction of the key. Done again after
 * a crash, it names the same key: it is listed before it is destroyed. It waits until the key is out of the files too.
 */
export const prepared = async (county: Eraser, intent: Intent, cause: Cause): Promise<Intent> => {
  if (!(intent.command instanceof CertifyErasure) || !('causeEventId' in cause)) return intent;
  const { id = '' } = intent;
  const keys = await allDestroyed(county, id, cause.causeEventId);
  const keyDestroyed = keys.find(({ subject }) => subject === id)?.key ?? null;
  const others = keys.some(({ subject }) => subject !== id) ? { keysDestroyed: [...keys] } : {};
  return { ...intent, command: Object.assign(new CertifyErasure(), { keyDestroyed, ...others }) };
};

/** An erasure has the id of its subject. */
const allDestroyed = async (
  county: Eraser,
  subjectId: string,
  event: string,
): Promise<readonly DestroyedKey[]> => {
  const history = new History(county.store, county.upcast);
  const { subjectKind } = (await history.load(erasure, subjectId)).state;
  const keys: DestroyedKey[] = [];
  for (const subject of await subjectsOf(history, { subjectKind, subjectId })) {
    const key = await destroyed(county, subject, event);
    if (key !== null) keys.push({ subject, key });
  }
  return keys;
};

const destroyed = async (county: Eraser, subject: string, event: string): Promise<string | null> => {
  const list = erasureListOf(county);
  const listed = list.entries().find((entry) => entry.event === event && entry.subject === subject);
  const key = listed === undefined ? await nameOfKey(county, subject) : listed.key;
  if (key === null) return null;
  if (listed === undefined) list.add({ event, subject, key, on: dateInShanghai(county.clock.now()) });
  if (!(await destroyNamed(county, subject, key))) await county.vault.purge();
  return key;
};

/** Only the key of that name: a later one of the same subject stays. @returns whether it was there */
const destroyNamed = async (county: Eraser, subject: string, key: string): Promise<boolean> => {
  if ((await nameOfKey(county, subject)) !== key) return false;
  await county.vault.destroy(subject);
  return true;
};

/** A key under which nothing stands in the log. */
const NAMELESS = 'nameless';

/** One that is damaged cannot tell its name, and what was sealed under it can: also where a backup brings it back whole it is known again. */
const nameOfKey = async (county: Eraser, subject: string): Promise<string | null> => {
  try {
    return await county.vault.nameOfKeyOf(subject);
  } catch (error) {
    if (!(error instanceof KeysDamaged)) throw error;
    return (await keyLastSealedUnder(county, subject)) ?? NAMELESS;
  }
};

/**
 * Does what the log says was done: lists what it certifies and the list does not know, and destroys what was carried out and
 * never certified. For a list that was lost, for keys that came back by themselves, or to another machine.
 * @returns how many entries were missing
 */
export const listFromLog = async (county: Eraser): Promise<number> => {
  const list = erasureListOf(county);
  const before = list.entries().length;
  const told: RecordedEvent[] = [];
  for await (const { events } of county.store.readAll({ from: START, categories: [erasure.category] }))
    told.push(...events);
  const last = new Map(told.map((event) => [event.stream, event]));
  const open = [...last.values()].filter(({ type }) => type === 'ErasureCarriedOut');
  list.add(...told.flatMap(certifiedIn));
  for (const { stream, id } of open) await allDestroyed(county, idOf(stream), id);
  return list.entries().length - before;
};

const certifiedIn = ({ type, data, metadata }: RecordedEvent): readonly Erased[] => {
  if (type !== 'ErasureCertified') return [];
  const { subjectId, keyDestroyed, keysDestroyed, on } = data as unknown as Certified;
  const own = keyDestroyed === null ? [] : [{ subject: subjectId, key: keyDestroyed }];
  const event = metadata['causationId'] as string;
  return (keysDestroyed ?? own).map((key) => ({ event, ...key, on }));
};

type Certified = Extract<ErasureEvent, { readonly type: 'ErasureCertified' }>['data'];

/** Destroys again what came back with a backup; how many keys there were. A new head's key has another name, and stays. */
export const reapplyErasures = async (county: Eraser): Promise<number> => {
  let again = 0;
  for (const { subject, key } of erasureListOf(county).entries())
    if (await destroyNamed(county, subject, key)) again += 1;
  return again;
};
