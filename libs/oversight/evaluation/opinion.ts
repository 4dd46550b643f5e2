import type { Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';

/** What a department, or the resident work team, thinks of the year. */
export type Opinion = {
  readonly side: Role;
  readonly opinion: string;
  readonly by: string;
  readonly on: CalendarDate;
};

/** The last one of a side is the one that counts. */
export const heard = (opinions: readonly Opinion[], opinion: Opinion): readonly Opinion[] => [
  ...opinions.filter(({ side }) => side !== opinion.side),
  opinion,
];
