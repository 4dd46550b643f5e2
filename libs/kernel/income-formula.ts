import { fen, shareOf } from './fen';
import { INCOME_ITEMS, type IncomeItem } from './linkage';

/** Amounts by category of glossary 1.8, in fen. */
export type Amounts = {
  readonly wageFen: number;
  readonly operatingFen: number;
  readonly propertyFen: number;
  readonly transferFen: number;
  readonly operatingExpenseFen: number;
};

/** What follows from them (R37). Either may be negative and is kept. */
export type Derived = Amounts & { readonly netFen: number; readonly netOperatingFen: number };

export type Items = { readonly [item: string]: number };

const sumOf = (items: Items, letter: string): number =>
  INCOME_ITEMS.filter((item) => item.startsWith(letter)).reduce((sum, item) => sum + (items[item] ?? 0), 0);

export const amountsOf = (items: Items): Amounts => ({
  wageFen: sumOf(items, 'a'),
  operatingFen: sumOf(items, 'b'),
  propertyFen: sumOf(items, 'c'),
  transferFen: sumOf(items, 'd'),
  operatingExpenseFen: sumOf(items, 'e'),
});

export const NO_AMOUNTS: Amounts = amountsOf({});

export const plus = (a: Amounts, b: Amounts): Amounts => ({
  wageFen: a.wageFen + b.wageFen,
  operatingFen: a.operatingFen + b.operatingFen,
  propertyFen: a.propertyFen + b.propertyFen,
  transferFen: a.transferFen + b.transferFen,
  operatingExpenseFen: a.operatingExpenseFen + b.operatingExpenseFen,
});

/** R37: NET = WAGE + OPERATING + PROPERTY + TRANSFER − EXPENSE; NET_OPERATING = OPERATING − EXPENSE. */
export const derived = (amounts: Amounts): Derived => {
  const { wageFen, operatingFen, propertyFen, transferFen, operatingExpenseFen } = amounts;
  const netOperatingFen = operatingFen - operatingExpenseFen;
  return { ...amounts, netOperatingFen, netFen: wageFen + netOperatingFen + propertyFen + transferFen };
};

/** HALF_UP to the fen; null where there is nobody to divide by. */
export const perCapita = (amountFen: number, populationCount: number): number | null =>
  populationCount > 0 ? shareOf(fen(amountFen), 1, populationCount) : null;

export const isIncomeItem = (word: string): word is IncomeItem =>
  (INCOME_ITEMS as readonly string[]).includes(word);

/** In the order of the sheet, so that the same sheet is always the same event. */
export const inSheetOrder = (items: Items): Items =>
  Object.fromEntries(
    INCOME_ITEMS.flatMap((item) => (items[item] === undefined ? [] : [[item, items[item]]])),
  );
