export const COVERAGE = 'coverage';

export const COLLECTIONS = {
  rows: 'coverage-rows',
  tally: 'coverage-tally',
  households: 'coverage-households',
  entities: 'coverage-entities',
  /** Which households belong to an entity. */
  rolls: 'coverage-rolls',
  movements: 'denominator-movements',
  /** From a binding's stream to its household. */
  bindings: 'coverage-bindings',
  /** From an enterprise binding's stream to its two sides. */
  chains: 'coverage-chains',
} as const;
