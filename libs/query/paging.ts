import { InvalidCursor } from '@read-store/read-store';
import { PAGE } from './register';

/** Where in a list a page begins, and how long it is at most. */
export interface Paging {
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
}

interface PageOf<Line> {
  readonly items: readonly Line[];
  readonly next: string | null;
}

/** A page of a list that was reckoned whole: it is gone on after the line that ended the page before. @throws InvalidCursor where there is none such */
export const pageOf = <Line>(
  lines: readonly Line[],
  { limit = PAGE.usual, cursor }: Paging,
  keyOf: (line: Line) => string,
): PageOf<Line> => {
  const before = cursor === undefined ? -1 : lines.findIndex((line) => keyOf(line) === cursor);
  if (cursor !== undefined && before < 0) throw new InvalidCursor();
  const items = lines.slice(before + 1, before + 1 + limit);
  const last = items.at(-1);
  const isLast = last === undefined || before + 1 + limit >= lines.length;
  return { items, next: isLast ? null : keyOf(last) };
};
