import type { RecordedEvent } from '@event-store/event-store';
import { Refusal } from '@kernel/refusal';
import type { Document, ReadStore } from '@read-store/read-store';
import { TooMuchAtOnce } from '@read-store/too-much-at-once';
import type { Happening } from '@testing/events';
import { Undeliverable, commandIdOf, type Cause, type Send } from './delivery';
import { put, remove, type Intent, type Policy, type Projector } from './projector';

/** Trees are planted in villages, grow, ail, recover and are felled. */
export const planted = (tree: string, village: string, height = 1): Happening => ({
  stream: `tree-${tree}`,
  type: 'Planted',
  data: { village, height },
});

export const grown = (tree: string, by: number): Happening => ({
  stream: `tree-${tree}`,
  type: 'Grown',
  data: { by },
});

export const ailing = (tree: string, dueOn = '2025-06-01'): Happening => ({
  stream: `tree-${tree}`,
  type: 'Ailing',
  data: { dueOn },
});

export const recovered = (tree: string): Happening => ({ stream: `tree-${tree}`, type: 'Recovered' });

export const struck = (tree: string): Happening => ({ stream: `tree-${tree}`, type: 'Struck' });

type Tree = {
  readonly id: string;
  readonly village: string;
  readonly height: number;
  readonly revision: number;
};
type Village = { readonly id: string; readonly trees: number; readonly height: number };

const treeOf = ({ stream }: RecordedEvent) => ({ collection: 'trees', id: stream.slice(5) });

/** The village of a tree follows from the tree's document, so that needs has two rounds. */
export const orchard: Projector = {
  name: 'orchard',
  version: 1,
  categories: ['tree'],
  collections: { trees: { indexes: [{ fields: ['village'] }] }, villages: { indexes: [] } },
  needs: (event, documents) => {
    const tree = treeOf(event);
    const known = documents.has(tree.collection, tree.id)
      ? documents.get<Tree>('trees', tree.id)?.village
      : undefined;
    const village = event.type === 'Planted' ? (event.data['village'] as string) : known;
    return village === undefined ? [tree] : [tree, { collection: 'villages', id: village }];
  },
  project: (event, documents) => {
    if (event.type === 'Struck') throw new Error('lightning');
    const { id } = treeOf(event);
    const tree = documents.get<Tree>('trees', id) ?? unplanted(event.data['village'] as string);
    const village = documents.get<Village>('villages', tree.village) ?? { trees: 0, height: 0 };
    const by = Number(event.data['height'] ?? event.data['by'] ?? 0);
    const trees = village.trees + (event.type === 'Planted' ? 1 : 0);
    return [
      put('trees', { ...tree, id, height: tree.height + by, revision: event.revision }),
      put('villages', { id: tree.village, trees, height: village.height + by }),
    ];
  },
};

const unplanted = (village: string): Omit<Tree, 'id' | 'revision'> => ({ village, height: 0 });

export class WaterTree {
  constructor(readonly tree: string) {}
}

export class FellTree {
  constructor(readonly tree: string) {}
}

/** Waters an ailing tree and fells one that has not recovered by its day. */
export const gardener: Policy = {
  name: 'gardener',
  version: 1,
  categories: ['tree'],
  sends: [WaterTree, FellTree],
  collections: { care: { indexes: [{ fields: ['dueOn'] }] } },
  needs: ({ stream }) => [{ collection: 'care', id: stream.slice(5) }],
  project: ({ stream, type, data }, documents) => {
    const id = stream.slice(5);
    const known = documents.get('care', id);
    if (type === 'Ailing')
      return [put('care', { id, dueOn: data['dueOn'] as string, times: timesOf(known) + 1 })];
    return type === 'Recovered' && known !== undefined ? [remove('care', id)] : [];
  },
  react: ({ stream, type }) => {
    if (type !== 'Ailing') return [];
    return [1, 2].map((time): Intent => ({
      command: new WaterTree(stream.slice(5)),
      reason: `watering ${time}`,
    }));
  },
  deadlines: {
    collection: 'care',
    intent: ({ id }) => ({ command: new FellTree(id), reason: 'it did not recover in time' }),
  },
};

const timesOf = (care: Document | undefined): number => Number(care?.['times'] ?? 0);

/** What reached the write side, in order. Refuses what it is told to refuse, and is away for as many calls as told. */
export class Gate {
  readonly sent: { readonly command: string; readonly tree: string; readonly commandId: string }[] = [];
  refuses = new Set<string>();
  away = 0;
  /** Whose command meets a fault that does not pass. */
  breaks = new Set<string>();
  /** Nothing is answered before. */
  opening: Promise<void> = Promise.resolve();

  readonly send: Send = (intent, cause) => this.opening.then(() => this.#take(intent, cause));

  get ids(): readonly string[] {
    return this.sent.map(({ commandId }) => commandId);
  }

  #take({ command }: Intent, cause: Cause): void {
    const { tree } = command as WaterTree;
    if (this.away > 0) {
      this.away -= 1;
      throw new Error('nobody answers');
    }
    if (this.breaks.has(tree)) throw new Undeliverable(new Error('the ladder is broken'));
    if (this.refuses.has(tree)) throw new Refusal('TREE_IS_HOLY');
    this.sent.push({ command: command.constructor.name, tree, commandId: commandIdOf(cause) });
  }
}

/** The real read store, where it took only so many documents at once. */
export const narrow = (views: ReadStore, most: number): ReadStore => {
  const commit: ReadStore['commit'] = async (...args) => {
    const [writer, , , { length }] = args;
    if (length > most) throw new TooMuchAtOnce(writer, length);
    await views.commit(...args);
  };
  return amended(views, { commit });
};

/** A real store or log, but for what a test has taken in hand. */
export const amended = <T extends object>(real: T, own: { readonly [K in keyof T]?: T[K] | undefined }): T =>
  new Proxy(real, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in own ? own : target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
