import type { Aggregate, Event } from '@kernel/decider';
import type { Model } from './model';
import type { Make, Moves, Request } from './request';
import type { Roll } from './roll';

interface Parts<S, E extends Event, Phase extends string> {
  readonly aggregate: Aggregate<S, E>;
  readonly weight: number;
  /** How many of a kind are enough to play with. */
  readonly enough: number;
  /** Brings one to life, as far as there is what it needs. */
  readonly found: (model: Model, roll: Roll) => Request | null;
  readonly phaseOf: (state: S) => Phase;
  /** What comes next in each phase; what stands there twice comes twice as often. */
  readonly natural: Readonly<Record<Phase, readonly Make<S>[]>>;
}

const SENSIBLE = 0.85;

/** Mostly one of the youngest, so that something is brought to its end. */
const atHand = <T>(open: readonly T[], roll: Roll): readonly T[] =>
  roll.happens(0.6) ? open.slice(-3) : open;

/** Mostly what comes next, so that deep states are reached; sometimes anything. */
export const movesOf = <S, E extends Event, Phase extends string>(parts: Parts<S, E, Phase>): Moves => {
  const makes = [...new Set(Object.values<readonly Make<S>[]>(parts.natural).flat())];
  const goesOn = (state: S): boolean => parts.natural[parts.phaseOf(state)].length > 0;
  const next = (model: Model, roll: Roll): Request | null => {
    const known = model.all(parts.aggregate);
    if (known.length === 0 || roll.happens(known.length < parts.enough ? 0.4 : 0.05))
      return parts.found(model, roll);
    const open = known.filter(([, state]) => goesOn(state));
    const sensible = open.length > 0 && roll.happens(SENSIBLE);
    const [id, state] = roll.pick(sensible ? atHand(open, roll) : known);
    const make = roll.pick(sensible ? parts.natural[parts.phaseOf(state)] : makes);
    return make({ model, roll, id, state });
  };
  return { weight: parts.weight, next };
};
