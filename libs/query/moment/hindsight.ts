import { getMetadataStorage } from 'class-validator';
import type { CalendarDate } from '@kernel/calendar-date';
import type { EventStore, Position } from '@event-store/event-store';
import { PastLog } from '@event-store/past/past-log';
import { Truth } from '@event-store/past/truth';
import type { OpenPast, Past, PastViews } from '@projection/past/past-views';
import type { Patience } from '@projection/past/patience';
import { Unanswerable, type QueryClass, type Views } from '@query/answering';
import type { Reader } from '@read-store/read-store';
import type { Asking } from './asked';
import { withListsOf } from './list-refs';
import type { Moment, Moments } from './moments';
import type { ReadSide } from './read-side';

/** The moment of an answer, in every answer: the two days as they were asked for, and up to where it knows the log. */
export interface At {
  readonly asOf: CalendarDate | null;
  readonly knownAt: string | null;
  readonly position: Position;
}

/** What a question is answered from, to be released when it is. */
interface Look {
  readonly views: Views;
  readonly release: () => void;
}

export interface HindsightParts {
  readonly readSide: ReadSide;
  readonly past: PastViews;
  readonly moments: Moments;
  readonly log: EventStore;
}

/** What a question takes in hand itself: fields of its own that are called so. */
interface Own {
  readonly asOf: boolean;
  readonly knownAt: boolean;
}

interface Looking {
  readonly present: Views;
  readonly moment: Moment | null;
  readonly past: Past;
  readonly own: Own;
  readonly patience: Patience;
}

const ownOf = (type: QueryClass): Own => {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', true, false);
  const has = (field: string) => rules.some(({ propertyName }) => propertyName === field);
  return { asOf: has('asOf'), knownAt: has('knownAt') };
};

const refuseWhereFixed = ({ fixedDay }: QueryClass, asOf: CalendarDate | null): void => {
  if (asOf !== null && fixedDay !== undefined) throw new Unanswerable(fixedDay, asOf);
};

/** The days it takes in hand itself. */
const tell = (
  question: object,
  own: Own,
  days: { readonly [Day in keyof Own]: CalendarDate | null },
): void => {
  if (own.asOf && days.asOf !== null) Object.assign(question, { asOf: days.asOf });
  if (own.knownAt && days.knownAt !== null) Object.assign(question, { knownAt: days.knownAt });
};

/**
 * Every question about another moment. What was known then is folded anew where the documents do not say it themselves; what
 * was true on a day as well, unless the question has a day of its own, which its answer reads in the documents. `today` is
 * the day asked about, `now` the moment of knowing, so that what was overdue then is judged then.
 */
export class Hindsight {
  readonly #owns = new WeakMap<QueryClass, Own>();

  constructor(private readonly parts: HindsightParts) {}

  /** The answer with its moment. @throws Unanswerable, StillFolding, Unfoldable */
  async answered(
    question: object,
    asking: Asking,
    answer: (views: Views) => Promise<object>,
  ): Promise<object> {
    const { views, release } = await this.#lookFor(question, asking);
    try {
      const { asOf } = asking;
      const knownAt = asking.knownAt?.text ?? null;
      // Looked up before the documents are, which are therefore never older than it says.
      const position = await views.position();
      const found = await answer(views);
      const at: At = { asOf, knownAt, position };
      return { ...(knownAt === null ? found : withListsOf(found, knownAt)), at };
    } finally {
      release();
    }
  }

  async #lookFor(question: object, { actor, asOf, knownAt, after }: Asking): Promise<Look> {
    const type = question.constructor as QueryClass;
    refuseWhereFixed(type, asOf);
    const present = this.parts.readSide.viewsFor(actor, after);
    const own = this.#ownOf(type);
    const patience = this.parts.past.patience();
    const moment = knownAt === null ? null : await this.parts.moments.of(knownAt.of, patience);
    const day = moment?.day ?? (present.today as CalendarDate);
    tell(question, own, { asOf, knownAt: knownAt === null ? null : day });
    if (type.ofAnyDay !== true) await this.parts.moments.requireBegun(asOf, moment, patience);
    const past = await this.#pastOf(moment, own.asOf ? null : asOf);
    if (past !== null) return this.#lookBack({ present, moment, past, own, patience });
    return { views: present, release: () => undefined };
  }

  /** Null where everything counts that is on record now. */
  async #pastOf(moment: Moment | null, asOf: CalendarDate | null): Promise<Past | null> {
    if (moment !== null) return { until: moment.until, asOf, isPresent: false };
    return asOf === null ? null : { until: await this.parts.log.head(), asOf, isPresent: true };
  }

  #lookBack(looking: Looking): Look {
    const { present, moment, past } = looking;
    const { log } = this.parts;
    const opened = this.parts.past.open(past, looking.patience);
    const { until, asOf } = past;
    const views: Views = {
      ...{ viewer: present.viewer, veil: present.veil, presentDay: present.presentDay },
      successions: () => present.successions(),
      today: asOf ?? moment?.day ?? present.today,
      now: moment?.now ?? present.now,
      position: () => Promise.resolve(until),
      of: (projection) => this.#reader(projection, looking, opened),
      living: (projection) => present.living(projection),
      log: { ...present.log, store: new PastLog(log, { until, truth: new Truth(asOf) }) },
    };
    return {
      views,
      release: () => {
        opened.release();
      },
    };
  }

  /** The living documents where they say what was known by the end of the day and the question asks them so. */
  #reader(projection: string, { moment, past, own }: Looking, opened: OpenPast): Reader {
    const { past: views, readSide } = this.parts;
    const asksByDay = own.knownAt && moment?.isWholeDay === true && past.asOf === null;
    const from = (collection: string): Promise<Reader> | Reader =>
      asksByDay && views.keepsBothTimes(projection, collection)
        ? readSide.reader(projection, past.until)
        : opened.reader(projection);
    return {
      get: async (collection, id) => (await from(collection)).get(collection, id),
      getMany: async (collection, ids) => (await from(collection)).getMany(collection, ids),
      find: async (collection, options) => (await from(collection)).find(collection, options),
      count: async (collection, filter) => (await from(collection)).count(collection, filter),
    };
  }

  #ownOf(type: QueryClass): Own {
    const known = this.#owns.get(type) ?? ownOf(type);
    this.#owns.set(type, known);
    return known;
  }
}
