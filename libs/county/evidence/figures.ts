import type { Actor } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { ancestorAt, isDivisionCode, type DivisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { categoryOf } from '@event-store/event-store';
import { isSealed, type Packed } from '@event-store/evidence/package-form';
import { ReadSide } from '@http/read-side';
import { CoverageFigure } from '@oversight/coverage/queries';
import type { Projector } from '@projection/projector';
import type { Views } from '@query/answering';
import type { Document } from '@read-store/read-store';
import type { County } from '../county';
import { answers, policies, projectors } from '../modules';
import type { Subject } from './subject';

/** Notes which events of a package a figure can come from. */
export class Sources {
  private readonly byCategory = new Map<string, number[]>();
  private readonly places = new Set<DivisionCode>();

  readonly add = ({ index, event }: Packed): void => {
    const category = categoryOf(event.stream);
    this.byCategory.set(category, [...(this.byCategory.get(category) ?? []), index]);
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

/** What the read models say of the subject, each with what it was derived from. */
export const figuresOf = (county: County, subject: Subject, sources: Sources): Promise<readonly object[]> => {
  if (subject.kind === 'division') return coverage(county, [subject.code]);
  if (subject.kind === 'period') return coverage(county, sources.counties, subject.to);
  return documentsOf(county, subject.id, sources);
};

const documentsOf = async (county: County, id: string, sources: Sources): Promise<readonly object[]> => {
  const standings = await county.views.standings();
  const figures: object[] = [];
  for (const projector of projectors) {
    const live = standings.find(({ name, state }) => name === projector.name && state === 'live');
    if (live === undefined) continue;
    const { categories, version: software } = projector;
    const { name: projection, version, checkpoint: readAt } = live;
    const derivedFrom = { projection, version, software, readAt, categories, events: sources.of(categories) };
    const found = await documentsIn(county, projector, { version, id });
    figures.push(...found.map((one) => ({ ...one, derivedFrom })));
  }
  return figures;
};

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
  return found.filter(({ document }) => document !== null);
};

/** R01 with numerator, denominator, every parameter and its source, and the path of the list behind it. */
const coverage = async (
  county: County,
  places: readonly DivisionCode[],
  asOf?: CalendarDate,
): Promise<readonly object[]> => {
  const figures: object[] = [];
  for (const division of places) {
    const question = Object.assign(new CoverageFigure(), {
      division,
      ...(asOf === undefined ? {} : { asOf }),
    });
    figures.push({
      figure: 'coverage',
      division,
      answer: await answered(question, viewsOf(county, division)),
    });
  }
  return figures;
};

/** A figure that cannot be computed is said to be so. */
const answered = async (question: CoverageFigure, views: Views): Promise<object> => {
  const answering = answers.find(({ query }) => query === CoverageFigure);
  try {
    return (await answering?.answer(question as never, views)) ?? {};
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message };
    throw error;
  }
};

const viewsOf = ({ views, clock, settings, ...county }: County, scope: DivisionCode): Views => {
  const { store, upcast, aggregates } = county;
  const viewer: Actor = { user: 'system:evidence', role: 'SYSTEM', scope };
  return new ReadSide({
    store: views,
    clock,
    log: { store, upcast, aggregates },
    deadlineMs: settings.afterDeadlineMs,
    policies: new Set(policies.map(({ name }) => name)),
  }).viewsFor(viewer);
};

/** As text for a file: what is sealed under the key of a person is not shown, not even as ciphertext. */
export const shown = (value: unknown): string =>
  JSON.stringify(
    value,
    (_key, part: unknown) => (typeof part === 'string' && isSealed(part) ? '***' : part),
    1,
  );
