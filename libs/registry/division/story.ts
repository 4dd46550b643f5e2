import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { DivisionEvent } from './events';

export const COUNTY = divisionCode('530424000000');
export const TOWN = divisionCode('530424102000');
export const VILLAGE = divisionCode('530424102201');
/** Take the place of the village. */
export const NEXT = divisionCode('530424102202');
export const THIRD = divisionCode('530424102203');

export const SINCE = calendarDate('2020-01-01');
const SOURCE = '统计用区划代码 2020';

export const registered = {
  type: 'DivisionRegistered',
  data: { code: VILLAGE, name: '大寨村委会', level: 'VILLAGE', on: SINCE, source: SOURCE },
} as const satisfies DivisionEvent;

export const renamed = (name: string, on: string): DivisionEvent => ({
  type: 'DivisionRenamed',
  data: { code: VILLAGE, name, on: calendarDate(on), source: '县政府公告' },
});

export const merged = {
  type: 'DivisionMerged',
  data: { code: VILLAGE, into: NEXT, on: calendarDate('2023-01-01'), source: '县政府公告' },
} as const satisfies DivisionEvent;

export const split = {
  type: 'DivisionSplit',
  data: { code: VILLAGE, into: [NEXT, THIRD], on: calendarDate('2023-01-01'), source: '县政府公告' },
} as const satisfies DivisionEvent;

export const recoded = {
  type: 'DivisionRecoded',
  data: { code: VILLAGE, newCode: NEXT, on: calendarDate('2023-01-01'), source: '县政府公告' },
} as const satisfies DivisionEvent;
