import type { Packed } from '@event-store/evidence/package-form';
import { wording } from '@oversight/audit/queries';
import { groundsOf } from '@query/story/grounds';

interface Named {
  /** Place of the event in the log, 0 for the first. */
  readonly index: number;
  readonly type: string;
  readonly path: string;
  readonly title: string;
}

/** As events write it behind the name of a scan. */
const HASH = /\b(?:sha-?256[:=\s]*)?([\da-f]{64})\b/i;

/** The papers that the events of a package rest on, by reference and, where an event says it, SHA-256, each with where it is named. */
export class Documents {
  private readonly named = new Map<string, Named[]>();

  readonly add = ({ index, event, content }: Packed): void => {
    if (content === null) return;
    for (const { path, title, value } of groundsOf({ ...event, ...content }, wording)) {
      const places = this.named.get(value) ?? [];
      places.push({ index, type: content.type, path, title });
      this.named.set(value, places);
    }
  };

  told(): readonly object[] {
    return [...this.named].map(([reference, namedIn]) => ({
      reference,
      sha256: HASH.exec(reference)?.[1]?.toLowerCase() ?? null,
      namedIn,
    }));
  }
}
