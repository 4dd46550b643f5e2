import fc from 'fast-check';
import type { Break } from '@event-store/examination';
import type { BreakKind } from '@event-store/judgement';
import {
  NO_SEAL,
  SEAL_FORM,
  SEAL_STREAM,
  type KeyIntroduction,
  type Seal,
} from '@event-store/sealing/events';
import { leafHash, Tree } from '@event-store/sealing/merkle';
import {
  ALGORITHM,
  compromiseText,
  introductionText,
  signedSeal,
  signingKey,
  type SigningKey,
} from '@event-store/sealing/signing';
import { rechained, type RawLog, type Row } from './raw-log';

/** One thing that somebody did to a log, and what has to be said of it. */
export interface Mutation {
  readonly rows: readonly Row[];
  readonly poked?: { readonly index: number; readonly column: string; readonly bytes: Buffer };
  isNamed(found: Break, indexOf: (found: Break) => number): boolean;
}

/** A sealed log whose last event is its last seal. */
export interface Original {
  readonly log: RawLog;
  readonly rows: readonly Row[];
}

type Named = Mutation['isNamed'];

const is =
  (kinds: readonly BreakKind[], index: number): Named =>
  (found, indexOf) =>
    kinds.includes(found.kind) && indexOf(found) === index;

const either =
  (...ways: readonly Named[]): Named =>
  (found, indexOf) =>
    ways.some((way) => way(found, indexOf));

const sealOfRow = (row: Row): Seal => JSON.parse(row.data) as Seal;

const sealsIn = (rows: readonly Row[]): readonly Row[] => rows.filter(({ type }) => type === 'LogSealed');

/** Where the first seal ends that covers a row; none for the last seal itself. */
const sealOver = ({ rows }: Original, index: number): Seal | undefined =>
  sealsIn(rows)
    .map(sealOfRow)
    .find(({ treeSize }) => index < treeSize);

/** The seal says that its stretch is another, whatever the hashes say. */
export const notAsSealed =
  (original: Original, index: number): Named =>
  ({ kind, detail }) => {
    const seal = sealOver(original, index);
    return (
      seal !== undefined && kind === 'NOT_AS_SEALED' && detail.en.includes(`seal ${String(seal.number)}`)
    );
  };

const OF_SEALS: readonly BreakKind[] = ['SEAL_FORGED', 'SEAL_MISSING', 'SEAL_KEY'];

const ofSeals: Named = ({ kind }) => OF_SEALS.includes(kind);

/** What happened to a seal shows in the seals, what happened to another event shows in the seal over it. */
const bySeals = (original: Original, index: number): Named =>
  original.rows[index]?.stream === SEAL_STREAM ? ofSeals : notAsSealed(original, index);

const without = <T>(list: readonly T[], index: number): readonly T[] => list.toSpliced(index, 1);

/** Revisions counted anew, so that nothing is missing. */
const renumbered = (rows: readonly Row[], stream: string): readonly Row[] => {
  let next = 0;
  return rows.map((row) => (row.stream === stream ? { ...row, revision: next++ } : row));
};

const closed = (log: RawLog, rows: readonly Row[], stream: string): readonly Row[] =>
  rechained(log, renumbered(rows, stream), stream);

const nextInStream = (rows: readonly Row[], stream: string, from: number): number =>
  rows.findIndex((row, index) => index >= from && row.stream === stream);

type Arbitrary = (original: Original) => fc.Arbitrary<Mutation>;

const anyIndex = ({ rows }: Original): fc.Arbitrary<number> => fc.nat({ max: rows.length - 1 });

const ROW = (rows: readonly Row[], index: number): Row => rows[index] as Row;

const isSame = (before: string, after: string): boolean => {
  try {
    return JSON.stringify(JSON.parse(after)) === JSON.stringify(JSON.parse(before));
  } catch {
    return before === after;
  }
};

const changedByte: Arbitrary = (original) => {
  const { log, rows } = original;
  return fc
    .tuple(anyIndex(original), fc.constantFrom(...log.texts), fc.nat(), fc.integer({ min: 1, max: 255 }))
    .map(([index, column, offset, mask]) => {
      const bytes = Buffer.from(String(ROW(rows, index)[column]));
      const at = offset % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ mask;
      const elsewhere = nextInStream(rows, ROW(rows, index).stream, index + 1);
      const isNamed =
        column === 'stream'
          ? either(is(['INSERTED', 'CHANGED'], index), is(['REMOVED'], elsewhere), bySeals(original, index))
          : is(['CHANGED', 'UNCHAINED'], index);
      return { rows, poked: { index, column, bytes }, isNamed };
    })
    .filter(
      ({ poked: { index, column, bytes } }) =>
        log.showsBytes || !isSame(String(ROW(rows, index)[column]), bytes.toString()),
    );
};

const pokedNumber = (column: string, index: number, value: number) => ({
  poked: { index, column, bytes: Buffer.from(String(value)) },
});

const changedRevision: Arbitrary = (original) =>
  fc
    .tuple(anyIndex(original), fc.nat({ max: 50 }))
    .filter(([index, revision]) => revision !== ROW(original.rows, index).revision)
    .map(([index, revision]) => ({
      rows: original.rows,
      ...pokedNumber('revision', index, revision),
      isNamed: is(['CHANGED', 'INSERTED', 'DUPLICATED', 'REORDERED'], index),
    }));

/** To where nothing stands, behind the end. */
const changedPosition: Arbitrary = (original) => {
  const { rows } = original;
  return fc
    .tuple(fc.nat({ max: rows.length - 2 }), fc.integer({ min: 1, max: 50 }))
    .map(([index, beyond]) => {
      const next = nextInStream(rows, ROW(rows, index).stream, index + 1);
      const ways = next < 0 ? bySeals(original, index) : is(['REORDERED'], next);
      return { rows, ...pokedNumber('position', index, rows.length + beyond), isNamed: ways };
    });
};

const removed: Arbitrary = (original) =>
  anyIndex(original).map((index) => {
    const { stream } = ROW(original.rows, index);
    const rows = without(original.rows, index);
    const next = nextInStream(rows, stream, index);
    return { rows, isNamed: next < 0 ? bySeals(original, index) : is(['REMOVED'], next) };
  });

const removedAndRechained: Arbitrary = (original) =>
  anyIndex(original).map((index) => {
    const rows = closed(original.log, without(original.rows, index), ROW(original.rows, index).stream);
    return { rows, isNamed: bySeals(original, index) };
  });

/** Behind the last seal anybody may append what agrees with itself: there it is nothing but an append. */
const sealedIndex = ({ rows }: Original): fc.Arbitrary<number> =>
  fc.nat({ max: sealOfRow(sealsIn(rows).at(-1) as Row).treeSize - 1 });

const foreign = (row: Row, id: string): Row => ({
  ...row,
  ...{ id, type: 'Noted', data: JSON.stringify({ amountFen: 9_999_999 }) },
});

const inserted: Arbitrary = (original) =>
  fc.tuple(sealedIndex(original), anyIndex(original), fc.uuid()).map(([index, like, id]) => {
    const row = foreign(ROW(original.rows, like), id);
    const last = original.rows.filter(({ stream }) => stream === row.stream).length;
    const behind = Math.max(index, 1 + original.rows.findLastIndex(({ stream }) => stream === row.stream));
    const rows = original.rows.toSpliced(behind, 0, { ...row, revision: last });
    return { rows, isNamed: is(['INSERTED'], behind) };
  });

const insertedAndRechained: Arbitrary = (original) =>
  fc.tuple(sealedIndex(original), anyIndex(original), fc.uuid()).map(([index, like, id]) => {
    const row = foreign(ROW(original.rows, like), id);
    const rows = closed(original.log, original.rows.toSpliced(index, 0, row), row.stream);
    return { rows, isNamed: row.stream === SEAL_STREAM ? ofSeals : notAsSealed(original, index) };
  });

const duplicated: Arbitrary = (original) =>
  fc.tuple(anyIndex(original), anyIndex(original)).map(([a, b]) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
    const rows = original.rows.toSpliced(to, 0, ROW(original.rows, from));
    return { rows, isNamed: is(['DUPLICATED'], to) };
  });

const reordered: Arbitrary = (original) =>
  fc
    .tuple(anyIndex(original), anyIndex(original))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const rows = original.rows.with(from, ROW(original.rows, to)).with(to, ROW(original.rows, from));
      return { rows, isNamed: either(is(['REORDERED'], from), notAsSealed(original, from)) };
    });

const truncated: Arbitrary = (original) =>
  fc.nat({ max: original.rows.length - 1 }).map((length) => ({
    rows: original.rows.slice(0, length),
    isNamed: ({ kind }) => kind === 'SEAL_MISSING',
  }));

const rewritten: Arbitrary = (original) =>
  fc.tuple(anyIndex(original), fc.string()).map(([index, text]) => {
    const row = ROW(original.rows, index);
    const data = JSON.stringify({ ...(JSON.parse(row.data) as object), root: `${text}.` });
    const rows = rechained(original.log, original.rows.with(index, { ...row, data }), row.stream);
    const isKey = row.type === 'SealKeyIntroduced';
    return { rows, isNamed: isKey ? notAsSealed(original, index) : bySeals(original, index) };
  });

const forgedSeal: Arbitrary = (original) =>
  fc
    .tuple(
      fc.nat({ max: sealsIn(original.rows).length - 1 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
    )
    .map(([which, secret]) => {
      const row = sealsIn(original.rows)[which] as Row;
      const index = original.rows.indexOf(row);
      const { signature: _, ...statement } = sealOfRow(row);
      const data = JSON.stringify(signedSeal(statement, signingKey(Buffer.from(secret))));
      const rows = rechained(original.log, original.rows.with(index, { ...row, data }), row.stream);
      return { rows, isNamed: is(['SEAL_FORGED'], index) };
    });

const wrongKey: Arbitrary = (original) =>
  fc
    .tuple(
      fc.nat({ max: sealsIn(original.rows).length - 1 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
    )
    .map(([which, secret]) => {
      const row = sealsIn(original.rows)[which] as Row;
      const index = original.rows.indexOf(row);
      const key = signingKey(Buffer.from(secret));
      const { signature: _, ...statement } = sealOfRow(row);
      const data = JSON.stringify(signedSeal({ ...statement, keyId: key.keyId }, key));
      const rows = rechained(original.log, original.rows.with(index, { ...row, data }), row.stream);
      return { rows, isNamed: is(['SEAL_KEY'], index) };
    });

/** Proved by itself, as every key is. */
const otherKey: Arbitrary = ({ log, rows }) =>
  fc.tuple(fc.nat({ max: 1 }), fc.uint8Array({ minLength: 32, maxLength: 32 })).map(([which, secret]) => {
    const row = ROW(
      rows.filter(({ type }) => type === 'SealKeyIntroduced'),
      which,
    );
    const index = rows.indexOf(row);
    const key = signingKey(Buffer.from(secret));
    const claim = {
      ...(JSON.parse(row.data) as KeyIntroduction),
      ...{ keyId: key.keyId, publicKey: key.publicKey },
    };
    const data = JSON.stringify({ ...claim, proof: key.sign(introductionText(claim)) });
    const changed = rechained(log, rows.with(index, { ...row, data }), row.stream);
    return { rows: changed, isNamed: is(['SEAL_KEY'], index) };
  });

const noted = (row: Row, type: string, { id, fact }: { id: string; fact: object }): Row => ({
  ...row,
  ...{ id, type, data: JSON.stringify(fact) },
});

/** The seal over all of it. */
const sealOn = (log: RawLog, rows: readonly Row[], key: SigningKey): Seal => {
  const tree = new Tree();
  for (const row of rows) tree.push(leafHash(log.hashOf(row)));
  const { stream, revision } = rows.at(-1) as Row;
  const statement = {
    ...{ form: SEAL_FORM, number: 1, treeSize: rows.length, count: rows.length, keyId: key.keyId },
    ...{ root: tree.root(), frontier: tree.frontier },
    ...{ last: { stream, revision, hash: log.hashOf(rows.at(-1) as Row) }, previousSeal: NO_SEAL },
    sealedAt: '2025-03-01T00:00:00.000Z',
  };
  return signedSeal(statement, key);
};

const chained = (log: RawLog, rows: readonly Row[]): readonly Row[] =>
  [...new Set(rows.map(({ stream }) => stream))].reduce((all, stream) => closed(log, all, stream), rows);

/** By somebody with the disk and none of the keys: the first key stays, is reported, and his own takes its place. */
export const usurped: Arbitrary = ({ log, rows }) =>
  fc
    .tuple(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), fc.boolean(), fc.uuid())
    .map(([secret, amountFen, isSigned, id]) => {
      const key = signingKey(Buffer.from(secret));
      const first = rows.find(({ type }) => type === 'SealKeyIntroduced') as Row;
      const previousKeyId = (JSON.parse(first.data) as KeyIntroduction).keyId;
      const at = '2025-02-01T00:00:00.000Z';
      const report = { keyId: previousKeyId, since: at, reportedAt: at };
      const next = { ...report, nextKeyId: key.keyId };
      const fact = isSigned ? { ...next, signature: key.sign(compromiseText(next)) } : report;
      const claim = { number: 2, keyId: key.keyId, algorithm: ALGORITHM, publicKey: key.publicKey };
      const introduction = { ...claim, introducedAt: at, previousKeyId };
      const proof = key.sign(introductionText(introduction));
      const written = chained(log, [
        first,
        ...rows
          .filter(({ type }) => type === 'Noted')
          .map((row) => noted(row, 'Noted', { id: row.id, fact: { amountFen } })),
        noted(first, 'SealKeyCompromised', { id, fact }),
        noted(first, 'SealKeyIntroduced', { id, fact: { ...introduction, proof, endorsement: null } }),
      ]);
      const seal = noted(first, 'LogSealed', { id, fact: sealOn(log, written, key) });
      return {
        rows: chained(log, [...written, seal]),
        isNamed: is(['SEAL_KEY'], written.length - 1),
      };
    });

export const MUTATIONS: Readonly<Record<string, Arbitrary>> = {
  'a byte of an event or its metadata was changed': changedByte,
  'the revision of an event was changed': changedRevision,
  'the position of an event was changed': changedPosition,
  'an event was removed': removed,
  'an event was removed and its chain closed over the gap': removedAndRechained,
  'an event was put in': inserted,
  'an event was put in and its chain computed anew': insertedAndRechained,
  'an event stands twice': duplicated,
  'two events changed places': reordered,
  'the log was cut off': truncated,
  'an event was rewritten and its chain computed anew': rewritten,
  'a seal is signed by another in the name of the key': forgedSeal,
  'a seal is made with a key that was never introduced': wrongKey,
  'a key is another, in the place of the one that was introduced': otherKey,
  'all was written anew, and the key reported by somebody who does not have it': usurped,
};
