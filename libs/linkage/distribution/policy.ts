import type { CalendarDate } from '@kernel/calendar-date';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Intent, type Policy } from '@projection/projector';
import { overdueFrom } from './arrears';
import { CalculateDividends, MarkOverdue } from './commands';
import type { DistributionEvent } from './events';
import { unpaidIn, type Ledger } from './ledger';
import { dueAfterRelease, ledgerAfter } from './ledger-fold';

type Watched = {
  readonly id: string;
  readonly payDate: CalendarDate;
  readonly graceDays: number;
  readonly ledger: Ledger;
  readonly isOverdue: boolean;
  /** First overdue day; null while nothing is unpaid, and once it has been marked. */
  readonly dueOn: CalendarDate | null;
};

const COLLECTION = 'dividend-clock';

type Happened = Recorded<DistributionEvent>;

const watch = (watched: Watched, event: Happened): Watched => ({
  ...withDueBy(watched, event),
  ledger: ledgerAfter(watched.ledger, event),
});

const withDueBy = (watched: Watched, event: Happened): Watched => {
  if (event.type === 'DividendOverdue') return { ...watched, isOverdue: true };
  if (event.type === 'DividendRescheduled')
    return { ...watched, isOverdue: false, payDate: event.data.payDate };
  if (event.type !== 'WithheldReleased') return watched;
  return { ...watched, ...dueAfterRelease(watched, event.data.payDate) };
};

const withDay = (watched: Watched): Watched => {
  const waits = !watched.isOverdue && unpaidIn(watched.ledger).unpaidFen > 0;
  return { ...watched, dueOn: waits ? overdueFrom(watched.payDate, watched.graceDays) : null };
};

type Declared = Extract<Happened, { type: 'DistributionDeclared' }>;

/** Of the day of the declaration, however late that was told: what follows it has days of its own. */
const calculation = ({ stream, data }: Declared): Intent => ({
  ...{ command: new CalculateDividends(), id: idOf(stream), effectiveDate: data.on },
  reason: '分红已宣布，自动计算',
});

const begun = ({ stream, data }: Declared): Watched => ({
  ...{ id: idOf(stream), payDate: data.payDate, graceDays: data.graceDays },
  ...{ ledger: {}, isOverdue: false, dueOn: null },
});

/** DividendClock (4.25, 4): what is declared is calculated, and what is unpaid after pay date and grace is overdue. */
export const dividendClock: Policy = {
  name: 'dividend-clock',
  version: 3,
  categories: ['distribution'],
  sends: [CalculateDividends, MarkOverdue],
  collections: { [COLLECTION]: { indexes: [{ fields: ['dueOn'] }] } },
  needs: ({ stream }) => [{ collection: COLLECTION, id: idOf(stream) }],
  project: (recorded, documents) => {
    const event = recorded as Happened;
    if (event.type === 'DistributionDeclared') return [put(COLLECTION, begun(event))];
    if (event.type === 'DistributionWithdrawn') return [remove(COLLECTION, idOf(event.stream))];
    const watched = documents.get<Watched>(COLLECTION, idOf(event.stream));
    return watched === undefined ? [] : [put(COLLECTION, withDay(watch(watched, event)))];
  },
  react: (event) => (event.type === 'DistributionDeclared' ? [calculation(event as Declared)] : []),
  deadlines: {
    collection: COLLECTION,
    intent: (doc) => {
      const { id, dueOn } = doc as Watched;
      const reason = '付款日及宽限期已过，仍有未付分红';
      return { command: new MarkOverdue(), id, reason, ...(dueOn === null ? {} : { effectiveDate: dueOn }) };
    },
  },
};
