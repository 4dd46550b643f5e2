export { COMPARISONS, type Comparison } from './comparison';
export { keysOf, type Subject } from './contribution';
export { declineFigure, recordingFigure } from './decline';
export type { IncomeDeclineFigures, IncomeGrowthFigures } from './figures';
export { basisIn, GROWTH_ITEMS, growthAnswer, targetKey, type Measures, type Target } from './growth';
export { placeOf, type Asking } from './household-list';
export { yearBefore } from './period';
