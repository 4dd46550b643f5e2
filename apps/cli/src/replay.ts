import { Command } from 'commander';
import type { Words } from '@kernel/words';
import { told } from '@county/language';
import { dateInShanghai, isCalendarDate, type CalendarDate } from '@kernel/calendar-date';
import { replay, type Moment } from '@command/replay';
import { currentEvents } from '@county/county';
import { aggregates } from '@county/modules';
import { metadataText, streamName, type RecordedEvent } from '@event-store/event-store';
import { wording } from '@oversight/audit/queries';
import { whoOf } from '@query/story/sentence';
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
  .description(
    told({
      zh: '把一个对象重放到某日或某版本，打印经过和状态',
      en: 'fold one aggregate up to a date or revision and print its story and state',
    }),
  )
  .argument(
    '<category>',
    told({
      zh: '如 agreement、household、entity、distribution',
      en: 'e.g. agreement, household, entity, distribution',
    }),
  )
  .argument('<id>', told({ zh: '对象的编号', en: 'id of the aggregate' }))
  .option(
    '--at <date>',
    told({
      zh: '当日生效的状态（生效日期），YYYY-MM-DD',
      en: 'as true on that day (effective date), YYYY-MM-DD',
    }),
  )
  .option(
    '--known-at <date>',
    told({
      zh: '当日结束时所知的状态（记录日期），YYYY-MM-DD',
      en: 'as known at the end of that day (recorded date), YYYY-MM-DD',
    }),
  )
  .option('--revision <n>', told({ zh: '到该版本为止', en: 'up to that revision' }))
  .action(async (category: string, id: string, options: Options) => {
    const moment = momentOf(options);
    await withLog(async (store) => {
      const upcast = currentEvents();
      const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
      if (handled === undefined) throw new CommandFailed(noCategory(category));
      const events = (await store.readStream(streamName(category, id))).map(upcast);
      const [first] = events;
      const name = `${category} ${id}`;
      if (first === undefined) throw new CommandFailed({ zh: `没有${name}`, en: `there is no ${name}` });
      requireRevision(events, moment);
      const replayed = replay(handled, events, moment);
      if (replayed === null)
        throw new CommandFailed({
          zh: `那时${name}还没有任何所知或生效的内容：它始于\n${chapter(first).zh}`,
          en: `nothing of ${name} was known or true at that moment: it begins with\n${chapter(first).en}`,
        });
      for (const event of replayed.events) print(chapter(event));
      print(`\n${JSON.stringify(replayed.state, null, 2)}`);
    });
  });

const noCategory = (category: string): Words => {
  const all = aggregates.map(({ aggregate }) => aggregate.category).join(', ');
  return { zh: `没有类别${category}；有：${all}`, en: `no category ${category}; there are ${all}` };
};

const chapter = (event: RecordedEvent): Words => {
  const { reason } = event.metadata;
  const [effective, recorded, actor, role] = ['effectiveDate', 'recordedAt', 'actor', 'role'].map((key) =>
    metadataText(event, key),
  );
  const why = typeof reason === 'string' ? ` – ${reason}` : '';
  const begin = `${String(event.revision).padStart(4)}  ${String(effective)}`;
  return {
    zh: `${begin}  ${wording.event(event.type)} ${event.type}（${whoOf(event).roleTitle} ${String(actor)}，记录于 ${String(recorded)}）${why}`,
    en: `${begin}  ${event.type}  (${String(role)} ${String(actor)}, recorded ${String(recorded)})${why}`,
  };
};

/** What will be known is not known: never the present dressed as a later day. */
const knownDay = (text: string): CalendarDate => {
  const day = dateOf('--known-at', text);
  if (day > dateInShanghai(Date.now()))
    throw new CommandFailed({ zh: `--known-at ${text} 尚未到来`, en: `--known-at ${text} has not come yet` });
  return day;
};

const momentOf = ({ at, knownAt, revision }: Options): Moment => ({
  ...(at === undefined ? {} : { asOf: dateOf('--at', at) }),
  ...(knownAt === undefined ? {} : { knownAt: knownDay(knownAt) }),
  ...(revision === undefined ? {} : { revision: wholeOf(revision) }),
});

const dateOf = (option: string, text: string): CalendarDate => {
  if (!isCalendarDate(text))
    throw new CommandFailed({
      zh: `${option} ${text} 不是日期 YYYY-MM-DD`,
      en: `${option} ${text} is not a calendar date YYYY-MM-DD`,
    });
  return text;
};

/** Never the last revision dressed as one that is not there. */
const requireRevision = (events: readonly RecordedEvent[], { revision = 0 }: Moment): void => {
  const [wanted, last] = [String(revision), String(events.length - 1)];
  if (revision >= events.length)
    throw new CommandFailed({
      zh: `--revision ${wanted} 尚无此版本，最后一个是 ${last}`,
      en: `--revision ${wanted} is not there, the last is ${last}`,
    });
};

const wholeOf = (text: string): number => {
  if (!/^\d{1,15}$/.test(text))
    throw new CommandFailed({
      zh: `--revision ${text} 不是版本号`,
      en: `--revision ${text} is not a revision`,
    });
  return Number(text);
};
