import { addDays, laterOf, type CalendarDate } from '@kernel/calendar-date';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Intent, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { EnterAgreementIntoForce, ExpireAgreement } from './commands';
import type { AgreementEvent, AgreementTerms } from './events';

type Watched = Document & {
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly stage: 'UNSIGNED' | 'CONCLUDED' | 'IN_FORCE';
  readonly dueOn: CalendarDate | null;
};

const COLLECTION = 'agreement-clock';

const unsigned = (id: string, { startDate, endDate }: AgreementTerms): Watched => ({
  ...{ id, startDate, endDate },
  ...{ stage: 'UNSIGNED', dueOn: null },
});

const running = (watched: Watched, endDate: CalendarDate): Watched => ({
  ...watched,
  ...{ endDate, stage: 'IN_FORCE', dueOn: addDays(endDate, 1) },
});

type Data<Type extends AgreementEvent['type']> = Extract<AgreementEvent, { readonly type: Type }>['data'];

type Folds = {
  readonly [Type in AgreementEvent['type']]?: (watched: Watched, data: Data<Type>) => Watched | null;
};

const folds: Folds = {
  AgreementDraftRevised: ({ id }, { terms }) => unsigned(id, terms),
  AgreementConcluded: (watched, { on }) => ({
    ...watched,
    ...{ stage: 'CONCLUDED', dueOn: laterOf(watched.startDate, on) },
  }),
  AgreementEnteredIntoForce: (watched) => running(watched, watched.endDate),
  AgreementAmended: (watched, { terms }) => running(watched, terms.endDate),
  AgreementTerminated: () => null,
  AgreementDraftWithdrawn: () => null,
  AgreementExpired: () => null,
};

const watch = (
  id: string,
  event: Recorded<AgreementEvent>,
  before: Watched | undefined,
): Watched | null | undefined => {
  if (event.type === 'AgreementDrafted') return unsigned(id, event.data.terms);
  const fold = folds[event.type];
  return before === undefined || fold === undefined ? before : fold(before, event.data as never);
};

/** AgreementClock (4.25, 5): an agreement enters into force on its first day and has expired on the day after its last. */
export const agreementClock: Policy = {
  name: 'agreement-clock',
  version: 1,
  categories: ['agreement'],
  collections: { [COLLECTION]: { indexes: [{ fields: ['dueOn'] }] } },
  needs: ({ stream }) => [{ collection: COLLECTION, id: idOf(stream) }],
  project: (event, documents) => {
    const id = idOf(event.stream);
    const before = documents.get<Watched>(COLLECTION, id);
    const after = watch(id, event as Recorded<AgreementEvent>, before);
    if (after === undefined) return [];
    return [after === null ? remove(COLLECTION, id) : put(COLLECTION, after)];
  },
  react: () => [],
  deadlines: {
    collection: COLLECTION,
    intent: (due): Intent => {
      const { id, stage, dueOn } = due as Watched;
      const command = stage === 'CONCLUDED' ? new EnterAgreementIntoForce() : new ExpireAgreement();
      const reason = stage === 'CONCLUDED' ? '协议起始日期已到' : '协议期限届满';
      return { command, id, reason, ...(dueOn === null ? {} : { effectiveDate: dueOn }) };
    },
  },
};
