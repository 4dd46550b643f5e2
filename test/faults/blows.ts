import { Chance } from '@demo/chance';
import { OPTIONS } from '@event-store/eventstoredb/eventstoredb-event-store';
import { LEASE_TERMS } from '@projection/leaseholder';

export interface Blow {
  readonly target: string;
  readonly how: 'kill' | 'freeze';
  /** Commands that are acknowledged before it falls. */
  readonly after: number;
  readonly frozenMs: number;
}

/** What a stage has that can be struck, and how often it is. */
export interface Struck {
  readonly apis: number;
  /** Processes of their own; where there are none, the API runs the projections in a thread. */
  readonly projectors: number;
  readonly servers: readonly string[];
  readonly rounds: number;
}

export const OURS = ['api', 'projector'];

export const numbered = (kind: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${kind} ${String(index + 1)}`);

export const kindOf = (target: string): string => target.split(' ')[0] ?? '';

/** A projector that is away for longer has lost its leases, and a call to a log server its time. */
const PATIENCE_MS: Readonly<Record<string, number>> = {
  projector: LEASE_TERMS.forMs,
  eventstoredb: OPTIONS.callMs,
};

/**
 * Every target is killed once and frozen once before any is struck again: the cards of a shuffled deck, then of another. The first
 * freeze of each kind that somebody waits for outlasts the patience of whoever waits.
 */
export const blowsOf = ({ apis, projectors, servers, rounds }: Struck, seed: number): readonly Blow[] => {
  const chance = new Chance(seed);
  const targets = [...numbered('api', apis), ...numbered('projector', projectors), ...servers];
  const deck = targets.flatMap((target) =>
    (['kill', 'freeze'] as const).map((how) => ({ target, how, kind: kindOf(target) })),
  );
  const decks = Array.from({ length: Math.ceil(rounds / deck.length) }, () => chance.shuffled(deck));
  const waitedFor = new Map(Object.entries(PATIENCE_MS));
  return decks
    .flat()
    .slice(0, rounds)
    .map(({ target, how, kind }) => {
      const after = chance.whole(3, 24);
      if (how === 'kill') return { target, how, after, frozenMs: 0 };
      const patienceMs = waitedFor.get(kind);
      waitedFor.delete(kind);
      const frozenMs =
        patienceMs === undefined ? chance.whole(50, 1_500) : patienceMs + chance.whole(200, 1_000);
      return { target, how, after, frozenMs };
    });
};
