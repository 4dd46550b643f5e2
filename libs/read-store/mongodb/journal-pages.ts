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
        ...{ _id: `${commit} ${String(page)}`, place, commit, page },
        ...{ writes: text, at: new Date() },
      });
    return pages.length;
  }

  /** Null where not all of them are there. */
  async read(commit: string, count: number): Promise<readonly Write[] | null> {
    const pages = await this.pages.find({ commit }).sort({ page: 1 }).toArray();
    return pages.length === count ? pages.flatMap((page) => JSON.parse(page.writes) as Write[]) : null;
  }

  async remove(commit: string): Promise<void> {
    await this.pages.deleteMany({ commit });
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
