import type { CalendarDate } from '@kernel/calendar-date';
import { changed, register, type Registered } from '@projection/fold';
import type { RectificationEvent, RectificationSource } from './events';
import type { RectificationPhase } from './state';

/** One line of the rectification board (整改台账). */
type Line = {
  readonly division: string;
  readonly entityId: string;
  readonly agreementIds: readonly string[];
  readonly source: RectificationSource;
  readonly sourceId: string | null;
  readonly problemCode: string;
  readonly problem: string;
  readonly state: Exclude<RectificationPhase, 'ABSENT'>;
  readonly orderedBy: string;
  readonly orderedOn: CalendarDate;
  readonly dueDate: CalendarDate;
  /** The due date has passed and a reply is still awaited. */
  readonly isOverdue: boolean;
  readonly timesOverdue: number;
  readonly isExtended: boolean;
  readonly acknowledgedOn: CalendarDate | null;
  readonly repliedOn: CalendarDate | null;
  readonly measures: string | null;
  /** By which the entity shows what it did; who checks again judges it. */
  readonly evidence: readonly string[];
  readonly evidenceCount: number;
  readonly checkedOn: CalendarDate | null;
  readonly findings: string | null;
  readonly failedRechecks: number;
  readonly decisionNo: string | null;
  readonly endedOn: CalendarDate | null;
};

export type RectificationRow = Registered & Line;

const AT_FIRST = {
  ...{ state: 'OPEN', isOverdue: false, timesOverdue: 0, isExtended: false },
  ...{ acknowledgedOn: null, repliedOn: null, measures: null, evidence: [], evidenceCount: 0 },
  ...{ checkedOn: null, findings: null, failedRechecks: 0, decisionNo: null, endedOn: null },
} as const satisfies Partial<Line>;

export const rectificationBoard = register<RectificationEvent, RectificationRow>({
  name: 'rectification',
  version: 5,
  categories: ['rectification'],
  collection: 'rectifications',
  indexes: [
    { fields: ['division', 'dueDate'] },
    { fields: ['state', 'dueDate'] },
    { fields: ['isOverdue', 'dueDate'] },
    { fields: ['entityId', 'dueDate'] },
    { fields: ['agreementIds'] },
  ],
  arrays: ['agreementIds'],
  on: {
    RectificationOrdered: (_none, { data }) => {
      const { entityId, agreementIds, source, sourceId, problemCode, problem, orderedBy, dueDate } = data;
      return {
        ...AT_FIRST,
        ...{ division: data.villageCode, entityId, agreementIds, source, sourceId },
        ...{ problemCode, problem, orderedBy, orderedOn: data.on, dueDate },
      };
    },
    RectificationAcknowledged: changed((_row, { data }) => ({
      state: 'ACKNOWLEDGED',
      acknowledgedOn: data.on,
    })),
    RectificationReplied: changed((_row, { data }) => ({
      ...{ state: 'REPLIED', repliedOn: data.on, measures: data.measures },
      ...{ evidence: data.evidence, evidenceCount: data.evidence.length, isOverdue: false },
    })),
    RectificationRecheckPassed: changed((_row, { data }) => ({
      ...{ state: 'RECHECK_PASSED', checkedOn: data.on, findings: data.findings },
    })),
    RectificationRecheckFailed: changed(({ failedRechecks }, { data }) => ({
      ...{ state: 'RECHECK_FAILED', checkedOn: data.on, findings: data.findings },
      ...{ isOverdue: false, failedRechecks: failedRechecks + 1 },
    })),
    RectificationDueDateExtended: changed((_row, { data }) => ({
      ...{ state: 'OPEN', dueDate: data.dueDate, isOverdue: false, isExtended: true },
    })),
    RectificationDueDateCorrected: changed((_row, { data }) => ({ dueDate: data.dueDate })),
    RectificationReopened: changed((_row, { data }) => ({
      ...{ state: 'OPEN', dueDate: data.dueDate, isOverdue: false, endedOn: null },
    })),
    RectificationOverdue: changed(({ timesOverdue }) => ({
      isOverdue: true,
      timesOverdue: timesOverdue + 1,
    })),
    RectificationClosed: changed((_row, { data }) => ({ state: 'CLOSED', endedOn: data.on })),
    RectificationFailed: changed((_row, { data }) => ({
      ...{ state: 'FAILED', endedOn: data.on, decisionNo: data.decisionNo },
      agreementIds: data.agreementIds,
    })),
    RectificationWithdrawn: changed((_row, { data }) => ({
      ...{ state: 'WITHDRAWN', isOverdue: false, endedOn: data.on },
    })),
    RectificationVoided: changed((_row, { data }) => ({
      ...{ state: 'WITHDRAWN', isOverdue: false, endedOn: data.on, decisionNo: data.decisionNo },
    })),
  },
});
