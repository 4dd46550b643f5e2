import type { Words } from '@kernel/words';
import { GENESIS, hashAfter, linkOf } from './chain';
import type { Link, RecordedEvent } from './event-store';

/**
 * CHANGED: the event is not what was hashed. REMOVED: events before it are gone. REORDERED: it does not stand where its
 * turn is. DUPLICATED: one with its revision came before. WRONG_PREVIOUS: intact in itself, but the event before it is not
 * the one it followed. INSERTED: neither intact nor a follower. UNCHAINED: without a hash of a known form. TRUNCATED: the
 * log had more events than it has, and no later one betrays which. NOT_AS_SEALED: between two seals stands something else
 * than was sealed, whatever its hashes say. SEAL_FORGED: a seal that nobody signed, or that follows another. SEAL_MISSING:
 * one is gone. SEAL_KEY: a key that nobody vouches for, or a seal made with one.
 * DAMAGED: the file does not say what stands behind the place, or says it otherwise to one reader than to the next.
 */
export type BreakKind =
  | 'CHANGED'
  | 'REMOVED'
  | 'REORDERED'
  | 'DUPLICATED'
  | 'WRONG_PREVIOUS'
  | 'INSERTED'
  | 'UNCHAINED'
  | 'TRUNCATED'
  | 'NOT_AS_SEALED'
  | 'SEAL_FORGED'
  | 'SEAL_MISSING'
  | 'SEAL_KEY'
  | 'DAMAGED';

/** The end of a stream as far as it was read. `follows`: what the next may name as its previous hash, null for anything. */
export interface End {
  readonly next: number;
  readonly follows: readonly string[] | null;
}

export interface Verdict {
  readonly kind: BreakKind;
  readonly detail: Words;
}

export const NOTHING: End = { next: 0, follows: [GENESIS] };

export interface Judgement {
  readonly verdict: Verdict | null;
  /** Where it says what was hashed, in another text than was written. */
  readonly spelling?: Verdict;
  /** What the event after may follow: the hash that stands there and, where it differs, the one that should. */
  readonly hashes: readonly string[] | null;
}

/** What it says is what was hashed. */
export const isIntact = ({ verdict }: Judgement): boolean =>
  verdict === null || verdict.kind === 'WRONG_PREVIOUS';

/** `isRewritten`: it can be read, and is not written as an append writes. */
export const judged = (
  { event, isRewritten }: { readonly event: RecordedEvent | null; readonly isRewritten: boolean },
  end: End,
): Judgement => {
  if (event === null) return { verdict: { kind: 'CHANGED', detail: UNREADABLE }, hashes: null };
  const link = linkOf(event);
  if (link === null) return { verdict: { kind: 'UNCHAINED', detail: UNKNOWN_FORM }, hashes: null };
  const computed = hashFor(event, link);
  const isSame = computed === link.hash;
  const hashes = computed === null || isSame ? [link.hash] : [link.hash, computed];
  const verdict = linkVerdict({ event, link, end }, isSame);
  return isSame && isRewritten ? { verdict, hashes, spelling: REWRITTEN } : { verdict, hashes };
};

const hashFor = (event: RecordedEvent, { previousHash }: Link): string | null =>
  event.attested?.hash ?? hashAfter(previousHash, event);

interface Linked {
  readonly event: RecordedEvent;
  readonly link: Link;
  readonly end: End;
}

const linkVerdict = ({ event, link, end }: Linked, isIntact: boolean): Verdict | null => {
  const may = end.follows ?? [link.previousHash];
  const isFollower = may.includes(link.previousHash);
  if (isIntact) return isFollower ? null : WRONG_PREVIOUS;
  return isFollower || may.some((before) => hashAfter(before, event) === link.hash) ? CHANGED : INSERTED;
};

const UNREADABLE: Words = { zh: '无法读取', en: 'it cannot be read' };

const UNKNOWN_FORM: Words = { zh: '没有已知形式的哈希', en: 'no hash of a known form' };

const CHANGED: Verdict = {
  kind: 'CHANGED',
  detail: { zh: '哈希与内容不符', en: 'its hash is not that of its content' },
};

const REWRITTEN: Verdict = {
  kind: 'CHANGED',
  detail: {
    zh: '写法不同：内容与哈希相符，文字却不是写入时的文字',
    en: 'written otherwise: its content has its hash, its text is not the one that was written',
  },
};

const INSERTED: Verdict = {
  kind: 'INSERTED',
  detail: {
    zh: '既不完整，也不承接前一事件',
    en: 'neither intact nor a follower of the event before it',
  },
};

const WRONG_PREVIOUS: Verdict = {
  kind: 'WRONG_PREVIOUS',
  detail: {
    zh: '它承接的不是排在它前面的事件',
    en: 'it followed another event than the one that stands before it',
  },
};
