import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { Happening } from '@testing/events';
import type { ParameterEntry, ParameterEvent } from './events';
import { parameterId } from './state';

export const PROVINCE = divisionCode('530000000000');
export const COUNTY = divisionCode('530424000000');
export const TOWN = divisionCode('530424102000');
export const VILLAGE = divisionCode('530424102201');

/** 30 days for the county from 2023 on, by whoever needs another value. */
export const entry = (entryId: string, changed: Partial<ParameterEntry> = {}): ParameterEntry => ({
  entryId,
  key: 'rectification.days',
  scope: COUNTY,
  value: 30,
  effectiveFrom: calendarDate('2023-01-01'),
  effectiveTo: null,
  sourceDocument: '华政办发〔2023〕1号',
  clause: '第三条',
  approvedBy: '县政府',
  ...changed,
});

export const adopted = (entryId: string, changed: Partial<ParameterEntry> = {}): ParameterEvent => ({
  type: 'PolicyParameterSet',
  data: entry(entryId, changed),
});

export const superseded = (
  replaces: string,
  entryId: string,
  changed: Partial<ParameterEntry> = {},
): ParameterEvent => ({
  type: 'PolicyParameterSuperseded',
  data: { ...entry(entryId, changed), replaces },
});

/** As it stands in the log, known from noon of the day on. */
export const known = (on: string, { type, data }: ParameterEvent): Happening => ({
  stream: `parameter-${parameterId(data.key)}`,
  type,
  data,
  recordedAt: `${on}T04:00:00.000Z`,
});

/** Where specs of other modules find what was decided. */
export { parameterRegister } from './projector';
