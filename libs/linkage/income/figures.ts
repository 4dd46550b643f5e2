import type { FigureParameter } from '@query/figure';
import type { Comparison } from './comparison';
import type { Category } from './contribution';
import type { DeclineFigure } from './decline';
import type { GrowthFigure } from './growth';

/** Among which households a figure of a quarter counts, and who decided it. */
interface Among {
  readonly categories: readonly Category[];
  readonly categoriesParameter: FigureParameter;
  readonly includingParameter: FigureParameter;
}

export interface IncomeGrowthFigures extends GrowthFigure, Among {
  readonly basisParameter: FigureParameter;
}

export interface IncomeDeclineFigures extends DeclineFigure, Among {
  readonly comparison: Comparison;
  readonly parameter: FigureParameter;
}
