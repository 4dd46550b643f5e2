import { READING_WATCHERS, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { require } from '@kernel/refusal';
import { metadataText, streamName, type RecordedEvent } from '@event-store/event-store';
import { ERASED } from '@privacy/veil';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import type { Disclosure, Open } from '@query/context-module';
import { within } from '@query/period';
import { ListQuery, PAGE } from '@query/register';
import { inScope, seenOf } from '@query/scope';
import type { Document, Filter, SortOrder } from '@read-store/read-store';
import { postTitles } from '@registry/appointment/queries';
import { withManagerOfEach } from '@registry/entity/queries';
import { householdSeen, splitOf, withHeadOfEach, type HouseholdRow } from '@registry/household/queries';
import { requiredParameter } from '@registry/parameter/queries';
import { IsDate, IsId, IsOneOf, IsSealedText, IsText, Optional } from '@validation/fields';
import { QueryWhole } from '@validation/query-fields';
import { READ_PURPOSES, REGISTRATION, type PersonalReadEvent, type ReadPurpose } from './events';
import type { PersonalReadRow, ReaderDay } from './projector';
import { titlesIn, whomIn } from './reading';
import { holderOf, onFile, type OnFile } from './on-file';

const NEWEST_FIRST = [['recordedAt', -1]] as const;

/** Who looked at whom, by person, by reader and by period. */
export class PersonalReadList extends ListQuery {
  static readonly title = '个人信息查阅记录';
  static readonly askedBy = READING_WATCHERS;

  @Optional() @IsId() subjectId?: string;
  /** A member of a household. */
  @Optional() @IsId() personId?: string;
  @Optional() @IsText(200) reader?: string;
  @Optional() @IsOneOf([...READ_PURPOSES, REGISTRATION]) purpose?: ReadPurpose | typeof REGISTRATION;
  @Optional() @IsDate() from?: CalendarDate;
  @Optional() @IsDate() to?: CalendarDate;
}

/** 谁看过我的信息: for the household or manager that the viewer speaks for, wherever it lives by now. */
export class OwnPersonalReads {
  static readonly title = '谁查阅过本人信息';
  static readonly askedBy: readonly Role[] = ['HOUSEHOLD', 'ENTITY_MANAGER'];
  static readonly reach = 'OWN_SUBJECT';

  @Optional() @QueryWhole(1, PAGE.max) limit?: number;
  /** `next` of the page before. */
  @Optional() @IsSealedText(2_000) cursor?: string;
}

/** How much each reader read on each day; more than `privacy.bulkReadsPerDay` stands out. */
export class ReaderDays extends ListQuery {
  static readonly title = '查阅量';
  static readonly askedBy = READING_WATCHERS;

  @Optional() @IsText(200) reader?: string;
  @Optional() @IsDate() from?: CalendarDate;
  @Optional() @IsDate() to?: CalendarDate;
}

interface Page {
  readonly collection: 'personal-reads' | 'personal-read-days';
  readonly filter: Filter;
  readonly sort: SortOrder;
  readonly asked: { readonly limit?: number; readonly cursor?: string };
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller says which rows it reads
const page = async <Row extends Document>(views: Views, { collection, filter, sort, asked }: Page) => {
  const { items, next } = await views.of('personal-read').find<Row>(collection, {
    ...{ filter, sort, limit: asked.limit ?? PAGE.usual },
    ...(asked.cursor === undefined ? {} : { after: asked.cursor }),
  });
  return { items, next };
};

const equal = (fields: Readonly<Record<string, string | undefined>>): Filter =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Filter;

/**
 * As an officer reads it, and the person themself: in which post, what for, and whom it was about, masked as everywhere. Of one
 * household also where else it stands who looked at its people: the households that it was split from and into.
 */
const told = async ({ filter, asked }: Pick<Page, 'filter' | 'asked'>, views: Views) => {
  const collection = 'personal-reads';
  const found = await page<PersonalReadRow>(views, { collection, filter, sort: NEWEST_FIRST, asked });
  const posts = await postTitles(
    views,
    found.items.flatMap(({ post }) => post ?? []),
  );
  const lines = found.items.map((row) => ({ ...row, ...whomIn(row), ...titlesIn(row, posts) }));
  const items = await withManagerOfEach(await withHeadOfEach(lines, views), views);
  const { subjectId = '' } = filter as { readonly subjectId?: string };
  return { ...found, items, ...(await splitOf(subjectId, views)) };
};

const list = async (asked: PersonalReadList, views: Views) => {
  const { division, subjectId, personId, reader, purpose } = asked;
  const named = equal({ subjectId, personId, reader, purpose });
  const filter = { ...(await inScope(views, division)), ...within(asked), ...named };
  return told({ filter, asked }, views);
};

const own = (asked: OwnPersonalReads, views: Views) =>
  told({ filter: { subjectId: views.viewer.subjectId ?? '' }, asked }, views);

const readerDays = async (asked: ReaderDays, views: Views) => {
  const { division, reader } = asked;
  const at = { division: division ?? views.viewer.scope, date: views.today as CalendarDate };
  const threshold = await requiredParameter(views, 'privacy.bulkReadsPerDay', at);
  const filter = { ...(await inScope(views, division)), ...within(asked), ...equal({ reader }) };
  const found = await page<ReaderDay>(views, {
    ...{ collection: 'personal-read-days', filter, sort: [['day', -1]], asked },
  });
  const items = found.items.map((line) => ({ ...line, bulk: line.reads > (threshold.value as number) }));
  return { ...found, items, threshold };
};

export const personalReadAnswers: readonly AnyAnswering[] = [
  answering(PersonalReadList, list),
  answering(OwnPersonalReads, own),
  answering(ReaderDays, readerDays),
];

/** For how long a repeated request is answered with what it was answered first, so that a lost answer is no loss. */
const LASTS_MS = 5 * 60_000;

/** What was sealed when the reading was put on record: what came later was not read. Nothing where nothing ever was. */
const sealedOf = async ({ log }: Views, { data, position }: Reading<'PersonalDataRead'>): Promise<OnFile> => {
  const events = await log.store.readStream(streamName(...holderOf(data)));
  return onFile(events.filter((event) => event.position < position).map(log.upcast), data);
};

/**
 * The event that put on record what is told now. A repeated request is answered by whom it was asked, in the post it was asked in:
 * the rights were judged for that one. @throws Refusal READING_IS_OVER, READING_OF_ANOTHER_POST
 */
const recorded = async (id: string, views: Views): Promise<Reading> => {
  const [event] = await views.log.store.readStream(streamName('personalRead', id));
  if (event === undefined) throw new NothingKnown('personal read', id);
  const age = Date.parse(views.now) - Date.parse(metadataText(event, 'recordedAt'));
  require(age <= LASTS_MS, 'READING_IS_OVER');
  const { actor, role, actorScope, post } = event.metadata;
  const { user, scope, ...asks } = views.viewer;
  const [asked, asking] = [
    [actor, role, actorScope, post],
    [user, asks.role, scope, asks.post ?? null],
  ];
  require(asked.every((part, index) => part === asking[index]), 'READING_OF_ANOTHER_POST');
  return event as unknown as Reading;
};

const disclosed: Disclosure['of'] = async ({ id }, views, open) => {
  const event = await recorded(id, views);
  return event.type === 'PersonalDataRead' ? clearIn(event, views, open) : foundIn(event, views);
};

type Reading<Type extends PersonalReadEvent['type'] = PersonalReadEvent['type']> = Extract<
  PersonalReadEvent,
  { readonly type: Type }
> &
  Pick<RecordedEvent, 'position'>;

/** What was asked for in clear. */
const clearIn = async (event: Reading<'PersonalDataRead'>, views: Views, open: Open) => {
  const { fields } = event.data;
  const { sealed, subject } = await sealedOf(views, event);
  const clear = await open(subject, sealed);
  const shown = fields.map((field) => [
    field,
    sealed[field] === undefined ? null : (clear[field]?.trimEnd() ?? ERASED),
  ]);
  return Object.fromEntries(shown) as object;
};

/** Who was found, each as the register shows everybody; null where the register has not come so far, or it has moved away. */
const foundIn = async ({ data }: Reading<'HouseholdLookedUp'>, views: Views) => {
  const ids = data.found.map(({ householdId }) => householdId);
  const rows = await views.of('household').getMany<HouseholdRow>('households', ids);
  const mine = await seenOf(rows, views);
  const seen = new Map(mine.map((row) => [row.id, householdSeen(row, views)]));
  const found = data.found.map(({ villageCode: _then, ...shown }) => ({
    ...shown,
    register: seen.get(shown.householdId) ?? null,
  }));
  return { found: await withHeadOfEach(found, views) };
};

export const personalReadDisclosure: Disclosure = {
  commands: ['ReadPersonalData', 'LookUpHousehold'],
  of: disclosed,
};
