import type { Collection, Db } from 'mongodb';
import type { Write } from '../read-store';

interface Page {
  readonly _id: string;
  readonly place: string;
  readonly commit: string;
  readonly page: number;
  readonly writes: string;
  readonly at: Date;
}

/** A commit, and where the documents of its version lie. */
interface Place {
  readonly place: string;
  readonly commit: string;
}

/** Characters of one page; a document of the server holds four times as many bytes. */
const CHARACTERS = 3_500_000;

/** The writes of the commits that stand in the journal. */
export class Pages {
  private readonly pages: Collection<Page>;

  constructor(db: Db) {
    this.pages = db.collection<Page>('journal-pages');
  }

  /** @returns how many there are */
  async write({ place, commit }: Place, writes: readonly Write[]): Promise<number> {
    const pages = paged(writes);
    for (const [page, text] of pages.entries())
      await this.pages.insertOne({
        ...{ _id: idOf(commit, page), place, commit, page },
        ...{ writes: text, at: new Date() },
      });
    return pages.length;
  }

  /** Null where not all of them are there. */
  async read(commit: string, count: number): Promise<readonly Write[] | null> {
    const found = await this.pages.find({ _id: { $in: idsOf(commit, count) } }).toArray();
    const pages = found.sort((a, b) => a.page - b.page);
    return pages.length === count ? pages.flatMap((page) => JSON.parse(page.writes) as Write[]) : null;
  }

  async remove(commit: string, count: number): Promise<void> {
    await this.pages.deleteMany({ _id: { $in: idsOf(commit, count) } });
  }

  /** Those of commits that were never decided. Of a younger one it is not known: it may be decided in the next moment. */
  async removeOthers(
    place: string,
    { commit, before }: { commit: string | null; before: Date },
  ): Promise<void> {
    const others = commit === null ? {} : { commit: { $ne: commit } };
    await this.pages.deleteMany({ place, ...others, at: { $lt: before } });
  }

  async places(): Promise<readonly string[]> {
    return this.pages.distinct('place');
  }

  async forget(places: readonly string[]): Promise<void> {
    await this.pages.deleteMany({ place: { $in: [...places] } });
  }
}

const idOf = (commit: string, page: number): string => `${commit} ${String(page)}`;

const idsOf = (commit: string, count: number): string[] =>
  Array.from({ length: count }, (_, page) => idOf(commit, page));

const paged = (writes: readonly Write[]): readonly string[] => {
  const pages: string[][] = [[]];
  let size = 0;
  for (const text of writes.map((write) => JSON.stringify(write))) {
    if (size + text.length > CHARACTERS && size > 0) {
      pages.push([]);
      size = 0;
    }
    pages.at(-1)?.push(text);
    size += text.length;
  }
  return pages.map((page) => `[${page.join(',')}]`);
};
