import { addDays, laterOf, type CalendarDate } from '@kernel/calendar-date';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Intent, type Policy } from '@projection/projector';
import type { Document } from '@read-store/read-store';
import { EnterAgreementIntoForce, EnterAmendmentIntoForce, ExpireAgreement } from './commands';
import type { AgreementEvent } from './events';
import type { AgreementTerms } from './paper';

type Watched = Document & {
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly stage: 'UNSIGNED' | 'CONCLUDED' | 'IN_FORCE' | 'AMENDING';
  /** Which all have signed, where it is AMENDING. */
  readonly amendmentId: string | null;
  readonly dueOn: CalendarDate | null;
};

const COLLECTION = 'agreement-clock';

const unsigned = (id: string, { startDate, endDate }: AgreementTerms): Watched => ({
  ...{ id, startDate, endDate },
  ...{ stage: 'UNSIGNED', amendmentId: null, dueOn: null },
});

const running = (watched: Watched, endDate: CalendarDate): Watched => ({
  ...watched,
  ...{ endDate, stage: 'IN_FORCE', amendmentId: null, dueOn: addDays(endDate, 1) },
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
  AgreementAmendmentConcluded: (watched, { amendmentId, from }) => ({
    ...watched,
    ...{ stage: 'AMENDING', amendmentId, dueOn: from },
  }),
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

const asked = ({
  stage,
  amendmentId,
}: Pick<Watched, 'stage' | 'amendmentId'>): Pick<Intent, 'command' | 'reason'> => {
  if (stage === 'CONCLUDED') return { command: new EnterAgreementIntoForce(), reason: '协议起始日期已到' };
  if (stage !== 'AMENDING') return { command: new ExpireAgreement(), reason: '协议期限届满' };
  const command = Object.assign(new EnterAmendmentIntoForce(), { amendmentId });
  return { command, reason: '变更协议生效日期已到' };
};

/**
 * AgreementClock (4.25, 5): an agreement enters into force on its first day, an amendment of it on its own, and it has expired on
 * the day after its last.
 */
export const agreementClock: Policy = {
  name: 'agreement-clock',
  version: 2,
  categories: ['agreement'],
  sends: [EnterAgreementIntoForce, ExpireAgreement, EnterAmendmentIntoForce],
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
      const { id, dueOn, ...watched } = due as Watched;
      return { ...asked(watched), id, ...(dueOn === null ? {} : { effectiveDate: dueOn }) };
    },
  },
};
