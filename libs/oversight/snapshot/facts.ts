import type { Lookup } from '@command/lookup';
import { undecided } from '@registry/parameter/facts';
import type { PublishSnapshot } from './commands';
import type { SnapshotKind } from './events';

export interface SnapshotFacts {
  /** Parameters without which the figures of that moment cannot be reckoned, now or ever. */
  readonly undecided: readonly string[];
}

/** Rules by which the figures of a bulletin are reckoned. */
const RULES: Readonly<Record<SnapshotKind, readonly string[]>> = {
  COVERAGE: ['R01'],
  INCOME_GROWTH: ['R20', 'R22'],
};

export const snapshotFacts = async (
  { command: { kind, division, asOf: date, knownAt } }: { readonly command: PublishSnapshot },
  lookup: Lookup,
): Promise<SnapshotFacts> => ({
  undecided: await undecided(lookup, RULES[kind], { division, date, knownAt }),
});
