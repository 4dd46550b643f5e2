/** Rectification orders of an agreement. */
export interface Orders {
  readonly openRectifications: readonly string[];
  readonly failedRectifications: readonly string[];
}

export interface Closed {
  readonly rectificationId: string;
  readonly hasFailed: boolean;
}

/** A failed order is final: the agreement stays under rectification until the county decides. */
export const afterOrder = (
  { openRectifications, failedRectifications }: Orders,
  { rectificationId, hasFailed }: Closed,
): Orders & { readonly isOver: boolean } => {
  const open = openRectifications.filter((id) => id !== rectificationId);
  const failed = hasFailed ? [...failedRectifications, rectificationId] : failedRectifications;
  const isOver = open.length === 0 && failed.length === 0;
  return { openRectifications: open, failedRectifications: failed, isOver };
};
