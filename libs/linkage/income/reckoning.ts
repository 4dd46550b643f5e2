export { COMPARISONS, type Comparison } from './comparison';
export { keysOf, type Category, type Subject } from './contribution';
export { declineFigure, recordingFigure, type DeclineFigure } from './decline';
export {
  basisIn,
  GROWTH_ITEMS,
  growthAnswer,
  targetKey,
  type GrowthFigure,
  type Measures,
  type Target,
} from './growth';
export { placeOf, type Asking } from './household-list';
export { yearBefore } from './period';
