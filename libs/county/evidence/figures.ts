import type { CalendarDate } from '@kernel/calendar-date';
import { ancestorAt, isDivisionCode, type DivisionCode } from '@kernel/division-code';
import { isAggregate, type Subject } from '@kernel/evidence';
import { categoryOf } from '@event-store/event-store';
import type { Packed } from '@event-store/evidence/package-form';
import { CoverageFigure } from '@oversight/coverage/queries';
import type { Projector } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import type { County } from '../county';
import { projectors } from '../modules';
import { answered, viewsOf } from './answered';

/** Notes which events of a package a figure can come from. */
export class Sources {
  private readonly byCategory = new Map<string, number[]>();
  private readonly places = new Set<DivisionCode>();

  readonly add = ({ index, event }: Packed): void => {
    const category = categoryOf(event.stream);
    const known = this.byCategory.get(category);
    if (known === undefined) this.byCategory.set(category, [index]);
    else known.push(index);
    const { division } = event.metadata;
    if (isDivisionCode(division)) this.places.add(ancestorAt(division, 'COUNTY'));
  };

  /** Places in the log of the events of these categories. */
  of(categories: readonly string[]): readonly number[] {
    return categories.flatMap((category) => this.byCategory.get(category) ?? []).sort((a, b) => a - b);
  }

  get counties(): readonly DivisionCode[] {
    return [...this.places].sort();
  }
}

/** A subject, and where and until when it is looked at where it has no stream of its own. */
export interface Figured {
  readonly subject: Subject;
  readonly divisions: readonly DivisionCode[];
  readonly until: CalendarDate;
}

/** What the read models say of the subject, each with what it was derived from; of a place its coverage. */
export const figuresOf = (county: County, figured: Figured, sources: Sources): Promise<readonly object[]> => {
  const { subject } = figured;
  return isAggregate(subject) ? documentsOf(county, subject.id, sources) : coverage(county, figured);
};

const documentsOf = async (county: County, id: string, sources: Sources): Promise<readonly object[]> => {
  const standings = await county.views.standings();
  const figures: object[] = [];
  for (const projector of projectors) {
    const live = standings.find(({ name, state }) => name === projector.name && state === 'live');
    if (live === undefined) continue;
    const { categories, version: software } = projector;
    const { name: projection, version } = live;
    const found = await documentsIn(county, projector, { version, id });
    if (found.length === 0) continue;
    const derivedFrom = { projection, version, software, categories, events: sources.of(categories) };
    figures.push(...found.map((one) => ({ ...one, derivedFrom })));
  }
  return figures;
};

/** Who somebody is lies sealed beside the figures, and is none. */
const isSealed = (document: Document): boolean => 'sealed' in document;

const documentsIn = async (
  { views }: County,
  { name, collections }: Projector,
  { version, id }: { readonly version: number; readonly id: string },
): Promise<readonly object[]> => {
  const reader = views.reader(name, version);
  const found = await Promise.all(
    Object.keys(collections).map(async (collection) => ({
      collection,
      document: await reader.get<Document>(collection, id),
    })),
  );
  return found.filter(({ document }) => document !== null && !isSealed(document));
};

/** R01 with numerator, denominator, every parameter and its source, and the path of the list behind it. */
const coverage = async (county: County, { divisions, until: asOf }: Figured): Promise<readonly object[]> => {
  const figures: object[] = [];
  for (const division of divisions) {
    const answer = await answered(CoverageFigure, { division, asOf }, viewsOf(county, division));
    figures.push({ figure: 'coverage', division, answer });
  }
  return figures;
};
