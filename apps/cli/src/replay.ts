import { Command } from 'commander';
import { dateInShanghai, isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { replay, type Moment } from '@command/replay';
import { eventVersions } from '@county/county';
import { aggregates } from '@county/modules';
import { metadataText, streamName, type RecordedEvent } from '@event-store/event-store';
import { upcasting } from '@event-store/upcasting';
import { CommandFailed } from './failure';
import { print } from './with-county';
import { withLog } from './with-log';

interface Options {
  readonly at?: string;
  readonly knownAt?: string;
  readonly revision?: string;
}

/** The state of any aggregate at a moment, with the events that led to it: what an auditor asks first. */
export const replayCommand = new Command('replay')
  .description('fold one aggregate up to a date or revision and print its story and state')
  .argument('<category>', 'e.g. agreement, household, entity, distribution')
  .argument('<id>', 'id of the aggregate')
  .option('--at <date>', 'as true on that day (effective date), YYYY-MM-DD')
  .option('--known-at <date>', 'as known at the end of that day (recorded date), YYYY-MM-DD')
  .option('--revision <n>', 'up to that revision')
  .action(async (category: string, id: string, options: Options) => {
    const moment = momentOf(options);
    await withLog(async (store) => {
      const upcast = upcasting(eventVersions());
      const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
      if (handled === undefined)
        throw new CommandFailed(
          `no category ${category}; there are ${aggregates.map(({ aggregate }) => aggregate.category).join(', ')}`,
        );
      const events = (await store.readStream(streamName(category, id))).map(upcast);
      const [first] = events;
      if (first === undefined) throw new CommandFailed(`there is no ${category} ${id}`);
      const replayed = replay(handled, events, moment);
      if (replayed === null)
        throw new CommandFailed(
          `nothing of ${category} ${id} was known or true at that moment: it begins with\n${chapter(first)}`,
        );
      for (const event of replayed.events) print(chapter(event));
      print(`\n${JSON.stringify(replayed.state, null, 2)}`);
    });
  });

const chapter = (event: RecordedEvent): string => {
  const { reason } = event.metadata;
  const [effective, recorded, actor, role] = ['effectiveDate', 'recordedAt', 'actor', 'role'].map((key) =>
    metadataText(event, key),
  );
  const why = typeof reason === 'string' ? ` – ${reason}` : '';
  return `${String(event.revision).padStart(4)}  ${String(effective)}  ${event.type}  (${String(role)} ${String(actor)}, recorded ${String(recorded)})${why}`;
};

/** What will be known is not known: never the present dressed as a later day. */
const knownDay = (text: string): CalendarDate => {
  const day = dateOf('--known-at', text);
  if (day > dateInShanghai(Date.now())) throw new CommandFailed(`--known-at ${text} has not come yet`);
  return day;
};

const momentOf = ({ at, knownAt, revision }: Options): Moment => ({
  ...(at === undefined ? {} : { asOf: dateOf('--at', at) }),
  ...(knownAt === undefined ? {} : { knownAt: knownDay(knownAt) }),
  ...(revision === undefined ? {} : { revision: wholeOf(revision) }),
});

const dateOf = (option: string, text: string): CalendarDate => {
  if (!isCalendarDate(text)) throw new CommandFailed(`${option} ${text} is not a calendar date YYYY-MM-DD`);
  return text;
};

const wholeOf = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new CommandFailed(`--revision ${text} is not a revision`);
  return Number(text);
};
