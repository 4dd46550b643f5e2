import type { reckoning } from '@linkage/income/queries';
import type { FigureParameter } from '@query/figure';

/** Among which households a figure of a quarter counts, and who decided it. */
interface Among {
  readonly categories: readonly reckoning.Category[];
  readonly categoriesParameter: FigureParameter;
  readonly includingParameter: FigureParameter;
}

export interface IncomeGrowthFigures extends reckoning.GrowthFigure, Among {
  readonly basisParameter: FigureParameter;
}

export interface IncomeDeclineFigures extends reckoning.DeclineFigure, Among {
  readonly comparison: reckoning.Comparison;
  readonly parameter: FigureParameter;
}
