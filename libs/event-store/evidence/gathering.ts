import { join } from 'node:path';
import { ToldError, type Words } from '@kernel/words';
import { linkOf } from '../chain';
import { START, type EventStore, type RecordedEvent } from '../event-store';
import { SEAL_STREAM, type Seal } from '../sealing/events';
import { leafHash, type Hash } from '../sealing/merkle';
import { Prover, type Proofs } from '../sealing/proofs';
import { toBeVerified } from '../sealing/seal-book';
import { readSeals } from '../sealing/seal-reading';
import { Lines, writeLines } from './lines';
import type { Because, Choice, Counts, Shown } from './package-form';
import { Streams } from './streams';

/** The log is not what was sealed, or nothing was: there is no evidence to give. */
export class NoEvidence extends ToldError {
  override readonly name = 'NoEvidence';
}

const UNSEALED: Words = { zh: '还没有封签：请先封签', en: 'nothing is sealed yet: seal the log first' };

const OTHERWISE: Words = { zh: '事件库与封签时不符', en: 'the log is not as it was sealed' };

export interface Gathered extends Counts {
  readonly seal: Seal;
}

/**
 * Writes the chosen events with a proof of each, the seals with a proof that each is the beginning of the last, and the
 * keys, in one pass over the log. @throws NoEvidence
 */
export const gather = async (store: EventStore, folder: string, choice: Choice): Promise<Gathered> => {
  const { sound: all, breaks } = await readSeals(store);
  const sound = all.filter(({ number }) => number <= (choice.seal ?? Infinity));
  const seal = sound.at(-1);
  if (breaks[0] !== undefined) throw new NoEvidence(toBeVerified(breaks[0].detail));
  if (seal === undefined) throw new NoEvidence(UNSEALED);
  const pass = new Pass(folder, sound, choice);
  try {
    await over(store, pass);
  } finally {
    pass.close();
  }
  return { seal, ...(await pass.prove(seal)) };
};

/** Events between which the process is free for others. */
const TURN = 100;

const over = async (store: EventStore, pass: Pass): Promise<void> => {
  for await (const { events } of store.readAll({ from: START, batchSize: TURN })) {
    for (const event of events) pass.take(event);
    if (pass.isOver) return;
  }
};

class Pass {
  private readonly prover = new Prover();
  private readonly streams = new Streams();
  private readonly ends: ReadonlySet<number>;
  private readonly size: number;
  private readonly events: Lines;
  private readonly seals: Lines;
  private readonly indices: number[] = [];
  private readonly counts = { WHOLE: 0, MASKED: 0, WITHHELD: 0 };
  private sealsLeft: number;
  private index = 0;

  constructor(
    private readonly folder: string,
    private readonly sealed: readonly Seal[],
    private readonly choice: Choice,
  ) {
    this.ends = new Set(sealed.map(({ treeSize }) => treeSize));
    this.size = sealed.at(-1)?.treeSize ?? 0;
    this.sealsLeft = sealed.length;
    this.events = new Lines(join(folder, 'events.jsonl'));
    this.seals = new Lines(join(folder, 'seals.jsonl'));
  }

  /** The whole tree was seen, and the seal over it. */
  get isOver(): boolean {
    return this.sealsLeft === 0;
  }

  take(event: RecordedEvent): void {
    if (this.isOver) return;
    if (event.stream === SEAL_STREAM) this.seals.add(JSON.stringify(this.sealOf(event)));
    if (event.stream === SEAL_STREAM && event.type === 'LogSealed') this.sealsLeft -= 1;
    if (this.index < this.size) this.grow(event);
    this.index += 1;
  }

  close(): void {
    this.events.close();
    this.seals.close();
  }

  async prove(seal: Seal): Promise<Counts> {
    const proofs = this.index < this.size ? null : this.prover.proofs();
    if (proofs?.root !== seal.root) throw new NoEvidence(toBeVerified(OTHERWISE));
    await this.write(proofs);
    const { WHOLE: events, MASKED: masked, WITHHELD: withheld } = this.counts;
    return { events, masked, withheld };
  }

  private sealOf(event: RecordedEvent): object {
    return this.choice.showsSealers ? bareOf(event) : { type: event.type, data: event.data };
  }

  private grow(event: RecordedEvent): void {
    const because = event.stream === SEAL_STREAM ? null : this.choice.because(event);
    const hash = linkOf(event)?.hash ?? '';
    this.prover.push(leafHash(hash), because !== null);
    if (this.ends.has(this.index + 1)) this.prover.markTree();
    if (because === null) this.streams.pass(event);
    else this.pack(event, because);
  }

  private pack(event: RecordedEvent, because: Because): void {
    const { index } = this;
    const shown = this.choice.shown(event);
    this.indices.push(index);
    this.counts[shown.as] += 1;
    if (shown.as === 'WHOLE' || (shown.as === 'MASKED' && shown.isPlaced)) this.streams.pack(event);
    this.events.add(JSON.stringify({ index, because, ...lineOf(event, shown) }));
    const content = shown.as === 'WHOLE' ? event : shown.as === 'MASKED' ? shown.content : null;
    this.choice.onPacked({ index, because, event, content });
  }

  private async write({ inclusion, consistency }: Proofs): Promise<void> {
    const file = (name: string): string => join(this.folder, name);
    await writeLines(file('proofs.jsonl'), pathsOf(inclusion, this.indices));
    await writeLines(file('streams.jsonl'), this.streams.lines());
    const steps = this.sealed.map(({ number }, at) => ({ number, path: consistency[at] ?? [] }));
    await writeLines(file('consistency.json'), [JSON.stringify(steps)]);
  }
}

function* pathsOf(inclusion: readonly (readonly Hash[])[], indices: readonly number[]): Iterable<string> {
  for (const [at, path] of inclusion.entries()) yield JSON.stringify({ index: indices[at], path });
}

/** The place of one that is not whole is told, and proved by the event behind it. */
const lineOf = (event: RecordedEvent, shown: Shown): object => {
  if (shown.as === 'WHOLE') return { event: bareOf(event) };
  const hash = linkOf(event)?.hash;
  if (shown.as === 'WITHHELD') return { hash };
  const { stream, revision } = event;
  return { ...(shown.isPlaced ? { stream, revision } : {}), hash, masked: shown.content };
};

/** As it is hashed, with its link; its place in the log differs from engine to engine. */
const bareOf = ({ id, stream, revision, type, data, metadata }: RecordedEvent) => ({
  ...{ id, stream, revision, type, data, metadata },
});
