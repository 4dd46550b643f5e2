import type { Actor } from '@kernel/actor';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import type { Happening } from '@testing/events';
import type { ParameterEntry, ParameterEvent, ParameterTerms } from './events';
import { parameterId } from './state';

export const PROVINCE = divisionCode('530000000000');
export const COUNTY = divisionCode('530424000000');
export const TOWN = divisionCode('530424102000');
export const VILLAGE = divisionCode('530424102201');

/** Who proposes, and who decides. */
export const admin: Actor = { user: 'admin', role: 'ADMIN', scope: COUNTY };
export const signer: Actor = { user: 'signer', role: 'COUNTY_SIGNER', scope: COUNTY };

/** 30 days for the county from 2023 on, by whoever needs another value. */
const terms = (entryId: string, changed: Partial<ParameterTerms>): ParameterTerms => ({
  entryId,
  key: 'rectification.days',
  scope: COUNTY,
  value: 30,
  effectiveFrom: calendarDate('2023-01-01'),
  effectiveTo: null,
  sourceDocument: '华政办发〔2023〕1号',
  clause: '第三条',
  ...changed,
});

export const entry = (entryId: string, changed: Partial<ParameterEntry> = {}): ParameterEntry => ({
  approvedBy: '县政府',
  ...terms(entryId, changed),
});

export const proposed = (
  entryId: string,
  changed: Partial<ParameterTerms> = {},
  reason: string | null = null,
): ParameterEvent => ({
  type: 'PolicyParameterProposed',
  data: { ...terms(entryId, changed), proposedBy: admin.user, reason },
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
