/** Rectification orders of an agreement. */
export interface Orders {
  readonly openRectifications: readonly string[];
  readonly failedRectifications: readonly string[];
}

export interface Closed {
  readonly rectificationId: string;
  readonly hasFailed: boolean;
}

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((one) => one !== id);

/** A failed order is final: the agreement stays under rectification until the county decides. */
export const afterOrder = (
  { openRectifications, failedRectifications }: Orders,
  { rectificationId, hasFailed }: Closed,
): Orders & { readonly isOver: boolean } => {
  const open = without(openRectifications, rectificationId);
  const others = without(failedRectifications, rectificationId);
  const failed = hasFailed ? [...others, rectificationId] : others;
  const isOver = open.length === 0 && failed.length === 0;
  return { openRectifications: open, failedRectifications: failed, isOver };
};
