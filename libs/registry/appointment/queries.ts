import { ROLES, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode, DivisionLevel } from '@kernel/division-code';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { EntryQuery, entryOf, listOf, ListQuery, type RegisterSpec } from '@query/register';
import { divisionNames, divisionsInUse } from '@registry/division/queries';
import { IsLogin, IsOneOf, Optional } from '@validation/fields';
import type { AppointmentRow } from './projector';
import { covers, postId, type Period } from './state';

export class AppointmentList extends ListQuery {
  static readonly title = '岗位任职台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsOneOf(Object.keys(ROLES)) role?: Role;
  /** Whoever holds or held the post, or stands or stood in. */
  @Optional() @IsLogin() user?: string;
}

export class AppointmentEntry extends EntryQuery {
  static readonly title = '岗位任职';
  static readonly askedBy: readonly Role[] = STAFF;
}

/** R28: 「Zero active → alert」: informant posts that nobody holds today. */
export class VacantPosts extends ListQuery {
  static readonly title = '空缺的信息员岗位';
  static readonly askedBy: readonly Role[] = STAFF;
}

const holds = (day: string) => (period: Row) => covers(period as unknown as Period, day as CalendarDate);

type Row = AppointmentRow['tenures'][number];

/** With who holds it on the day of asking and who stands in; null where nobody does. */
const onDay = ({ users: _sought, ...row }: AppointmentRow, { today }: Views) => ({
  ...row,
  holder: row.tenures.find(holds(today))?.user ?? null,
  onLeave: row.leaves.some(holds(today)),
  deputy: row.delegations.find(holds(today))?.to ?? null,
});

const SPEC: RegisterSpec<AppointmentRow, ReturnType<typeof onDay>> = {
  projection: 'appointment',
  collection: 'appointments',
  kind: 'appointment',
  sort: [
    ['division', 1],
    ['role', 1],
    ['id', 1],
  ],
  conditions: { user: (user) => ({ users: user }) },
  shown: onDay,
};

const INFORMANT_OF: Readonly<Partial<Record<DivisionLevel, Role>>> = {
  COUNTY: 'COUNTY_INFORMANT',
  TOWN: 'TOWN_INFORMANT',
  VILLAGE: 'VILLAGE_INFORMANT',
};

const informantPost = (level: DivisionLevel, divisionCode: DivisionCode) => {
  const role = INFORMANT_OF[level] as Role;
  const id = postId({ role, divisionCode, seat: 1, subjectId: null });
  return { id, division: divisionCode, level, role };
};

const LEVELS = Object.keys(INFORMANT_OF) as DivisionLevel[];

/** Those of a page of divisions. */
const vacantAmong = async ({ division, limit, cursor }: VacantPosts, views: Views) => {
  const { items, next } = await divisionsInUse(views, { division, limit, cursor, levels: LEVELS });
  const posts = items.map((row) => informantPost(row.level as DivisionLevel, row.division as DivisionCode));
  const ids = posts.map(({ id }) => id);
  const held = await views.of('appointment').getMany<AppointmentRow>('appointments', ids);
  const filled = new Set(held.filter(({ tenures }) => tenures.some(holds(views.today))).map(({ id }) => id));
  return { items: posts.filter(({ id }) => !filled.has(id)), next };
};

/** Goes on where a page of divisions has no vacancy: an empty answer says that there is none. */
const vacant: typeof vacantAmong = async (asked, views) => {
  const page = await vacantAmong(asked, views);
  if (page.items.length > 0 || page.next === null) return page;
  return vacant(Object.assign(new VacantPosts(), asked, { cursor: page.next }), views);
};

/** What officers call each of these posts: the place by its name of today, and the role. By id; none of a post that nobody was ever appointed to. */
export const postTitles = async (
  views: Views,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const posts = await views.of('appointment').getMany<AppointmentRow>('appointments', [...new Set(ids)]);
  const names = await divisionNames(
    views,
    posts.map(({ division }) => division as DivisionCode),
  );
  return new Map(posts.map(({ id, division, role }) => [id, `${names.get(division) ?? ''}${ROLES[role]}`]));
};

export const appointmentAnswers: readonly AnyAnswering[] = [
  listOf(AppointmentList, SPEC),
  entryOf(AppointmentEntry, SPEC),
  answering(VacantPosts, vacant),
];
