import type { Document, FindOptions, Page, Reader } from './read-store';

type Finding = Pick<Reader, 'find'>;
type Wanted = Omit<FindOptions, 'limit' | 'after'>;

const PAGE = 1_000;

/** All that a question finds, page by page. Each page is of its own moment: what is written meanwhile is in it or not. */
export async function* pagesOf<T extends Document>(
  reader: Finding,
  collection: string,
  wanted: Wanted = {},
): AsyncGenerator<readonly T[], void, undefined> {
  for (let after: string | null | undefined; after !== null;) {
    const more = after === undefined ? {} : { after };
    const page: Page<T> = await reader.find<T>(collection, { ...wanted, limit: PAGE, ...more });
    yield page.items;
    after = page.next;
  }
}

/** All of it in memory, for what is asked of one place or one subject. */
export const everyRow = async <T extends Document>(
  reader: Finding,
  collection: string,
  wanted?: Wanted,
): Promise<readonly T[]> => {
  const rows: T[] = [];
  for await (const page of pagesOf<T>(reader, collection, wanted)) rows.push(...page);
  return rows;
};
