import { inSheetOrder, type Items } from '@kernel/income-formula';

export const SUGGESTION_STATES = ['OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

interface Sheet {
  readonly populationCount: number;
  readonly items: Items;
}

/** Of which nothing is left; what is left of another waits, or is decided, as it was. */
export const stateAfterWithdrawal = (state: SuggestionState, leftFen: number): SuggestionState =>
  leftFen === 0 ? 'WITHDRAWN' : state;

/**
 * Fen by item that a recorded sheet may still hold though they were withdrawn since: the village had accepted the suggestion, or
 * declined it, as it does with what is in the sheet already. No figure changes by it (3.4, 7): somebody has to look.
 */
export const withWithdrawn = (
  toCorrect: Items,
  withdrawn: { readonly state: SuggestionState; readonly item: string; readonly amountFen: number },
  { items }: Sheet,
): Items => {
  const { state, item, amountFen } = withdrawn;
  const heldFen = Math.min((toCorrect[item] ?? 0) + amountFen, items[item] ?? 0);
  return state === 'OPEN' || heldFen === 0 ? toCorrect : { ...toCorrect, [item]: heldFen };
};

export const isSameSheet = (one: Sheet, other: Sheet): boolean =>
  one.populationCount === other.populationCount &&
  JSON.stringify(inSheetOrder(one.items)) === JSON.stringify(inSheetOrder(other.items));

/** Whoever lowers an item has looked at it, and whoever gives the same sheet again says that it is right as it stands. */
export const afterCorrection = (toCorrect: Items, before: Sheet, after: Sheet): Items => {
  if (isSameSheet(before, after)) return {};
  const isLowered = (item: string): boolean => (after.items[item] ?? 0) < (before.items[item] ?? 0);
  return Object.fromEntries(Object.entries(toCorrect).filter(([item]) => !isLowered(item)));
};
