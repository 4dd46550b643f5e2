import type { Actor } from '@kernel/actor';
import type { DivisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import type { Veil } from '@privacy/veil';
import { NothingKnown, Unanswerable, type QueryClass, type Views } from '@query/answering';
import { ReadSide } from '@query/moment/read-side';
import type { County } from '../county';
import { successionsIn } from '@registry/division/queries';
import { answers, policies } from '../modules';

/** What is sealed is sealed in a package too. */
const NOBODY: Veil = (people) => Promise.resolve(people.map(() => ({})));

/** The read models as somebody sees them who sees a place and what lies in it. */
export const viewsOf = ({ views, clock, settings, ...county }: County, scope: DivisionCode): Views => {
  const { store, upcast, aggregates } = county;
  const viewer: Actor = { user: 'system:evidence', role: 'SYSTEM', scope };
  return new ReadSide({
    store: views,
    clock,
    log: { store, upcast, aggregates },
    veil: NOBODY,
    successions: successionsIn,
    deadlineMs: settings.afterDeadlineMs,
    policies: new Set(policies.map(({ name }) => name)),
  }).viewsFor(viewer);
};

/** As it is answered over HTTP, but for its moment; what cannot be answered is said to be so. */
export const answered = async <Q extends object>(
  query: QueryClass<Q>,
  fields: object,
  views: Views,
): Promise<object> => {
  const question = Object.assign(new query(), fields);
  const answering = answers.find((one) => one.query === query);
  try {
    return (await answering?.answer(question as never, views)) ?? {};
  } catch (error) {
    if (error instanceof Refusal || error instanceof NothingKnown || error instanceof Unanswerable)
      return { refused: error.message };
    throw error;
  }
};
