import { addDays, type CalendarDate } from '@kernel/calendar-date';
import {
  AcceptRectification,
  FailRectification,
  PlaceUnderRectification,
  ReleaseFromRectification,
} from '@linkage/agreement/commands';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Intent, type Policy } from '@projection/projector';
import type { Write } from '@read-store/read-store';
import { MarkRectificationOverdue } from './commands';
import type { RectificationEvent } from './events';

const CLOCK = 'rectification-clock';

/** The day after the due date, while a reply is awaited. */
const clockWrites = (id: string, event: Recorded<RectificationEvent>): readonly Write[] => {
  switch (event.type) {
    case 'RectificationOrdered':
    case 'RectificationDueDateExtended':
    case 'RectificationDueDateCorrected':
    case 'RectificationReopened':
      return [put(CLOCK, { id, dueOn: addDays(event.data.dueDate, 1) })];
    case 'RectificationReplied':
    case 'RectificationRecheckFailed':
    case 'RectificationOverdue':
    case 'RectificationWithdrawn':
    case 'RectificationVoided':
      return [remove(CLOCK, id)];
    case 'RectificationAcknowledged':
    case 'RectificationRecheckPassed':
    case 'RectificationClosed':
    case 'RectificationFailed':
      return [];
  }
};

export const rectificationClock: Policy = {
  name: 'rectification-clock',
  version: 1,
  categories: ['rectification'],
  sends: [MarkRectificationOverdue],
  collections: { [CLOCK]: { indexes: [{ fields: ['dueOn'] }] } },
  needs: () => [],
  project: (event) => clockWrites(idOf(event.stream), event as Recorded<RectificationEvent>),
  react: () => [],
  deadlines: {
    collection: CLOCK,
    intent: ({ id, dueOn }): Intent => ({
      command: new MarkRectificationOverdue(),
      id,
      effectiveDate: dueOn as string,
      reason: '整改期限已过，未见回复',
    }),
  },
};

interface Asked {
  readonly command: new () => { rectificationId: string };
  readonly agreementIds: readonly string[];
  readonly on: CalendarDate;
  readonly reason: string;
}

const asked = (event: Recorded<RectificationEvent>): Asked | null => {
  switch (event.type) {
    case 'RectificationOrdered':
      return { command: PlaceUnderRectification, ...event.data, reason: '下达整改，协议列入整改' };
    case 'RectificationReopened':
      return { command: PlaceUnderRectification, ...event.data, reason: '整改重启，协议重新列入整改' };
    case 'RectificationClosed':
      return { command: AcceptRectification, ...event.data, reason: '整改销号，协议恢复履行' };
    case 'RectificationFailed':
      return { command: FailRectification, ...event.data, reason: '整改不到位' };
    case 'RectificationWithdrawn':
      return { command: ReleaseFromRectification, ...event.data, reason: '整改撤回，协议不再列入整改' };
    case 'RectificationVoided':
      return { command: ReleaseFromRectification, ...event.data, reason: '整改撤销，协议不再列入整改' };
    case 'RectificationAcknowledged':
    case 'RectificationReplied':
    case 'RectificationRecheckPassed':
    case 'RectificationRecheckFailed':
    case 'RectificationDueDateExtended':
    case 'RectificationDueDateCorrected':
    case 'RectificationOverdue':
      return null;
  }
};

/** R18: what is ordered, closed, failed or taken back here is so for each agreement concerned. */
export const rectificationToAgreement: Policy = {
  name: 'rectification-to-agreement',
  version: 1,
  categories: ['rectification'],
  sends: [PlaceUnderRectification, AcceptRectification, FailRectification, ReleaseFromRectification],
  collections: {},
  needs: () => [],
  project: () => [],
  react: (event) => {
    const rectificationId = idOf(event.stream);
    const found = asked(event as Recorded<RectificationEvent>);
    if (found === null) return [];
    const { command: Command, agreementIds, on, reason } = found;
    return agreementIds.map((id) => ({
      command: Object.assign(new Command(), { rectificationId }),
      ...{ id, effectiveDate: on, reason },
    }));
  },
};
