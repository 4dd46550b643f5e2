import { yearOf } from '@kernel/calendar-date';
import type { AgreementEvent } from '@linkage/agreement/events';
import type { DistributionEvent } from '@linkage/distribution/events';
import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import type { Document, Write } from '@read-store/read-store';
import { categoryOf } from '@event-store/event-store';
import { promiseAfter, type Declaration, type DividendPromise } from './promise';

const PROMISES = 'dividend-promises';
const UNDER = 'distributions-under-agreements';

/** Under which agreement a distribution stands. */
type Under = Document & { readonly agreementId: string };

type Told = Recorded<AgreementEvent | DistributionEvent>;

const isOfAgreement = (event: Told): event is Recorded<AgreementEvent> =>
  categoryOf(event.stream) === 'agreement';

/** The agreement that the event is about; null where it is about none. */
const agreementIn = (event: Told, documents: Documents): string | null => {
  if (isOfAgreement(event)) return idOf(event.stream);
  if (event.type === 'DistributionDeclared') return event.data.agreementId;
  return documents.get<Under>(UNDER, idOf(event.stream))?.agreementId ?? null;
};

const needs = (event: Told, documents: Documents): readonly Key[] => {
  const under = isOfAgreement(event) ? [] : [{ collection: UNDER, id: idOf(event.stream) }];
  if (under.some(({ id }) => !documents.has(UNDER, id))) return under;
  const agreementId = agreementIn(event, documents);
  return agreementId === null ? under : [...under, { collection: PROMISES, id: agreementId }];
};

const counted = (promise: DividendPromise, id: string, now: readonly Declaration[]): Write =>
  put(PROMISES, {
    ...promise,
    declarations: [...promise.declarations.filter(({ distributionId }) => distributionId !== id), ...now],
  });

const project = (event: Told, documents: Documents): readonly Write[] => {
  const agreementId = agreementIn(event, documents);
  if (agreementId === null) return [];
  const promise = documents.get<DividendPromise>(PROMISES, agreementId);
  if (isOfAgreement(event)) {
    const after = promiseAfter(agreementId, promise, event);
    return after === undefined ? [] : [put(PROMISES, after)];
  }
  if (promise === undefined) return [];
  const distributionId = idOf(event.stream);
  if (event.type === 'DistributionDeclared') {
    const now = [{ distributionId, year: yearOf(event.data.periodTo) }];
    return [put(UNDER, { id: distributionId, agreementId }), counted(promise, distributionId, now)];
  }
  if (event.type !== 'DistributionWithdrawn') return [];
  return [remove(UNDER, distributionId), counted(promise, distributionId, [])];
};

/** R14 「每年」: what each agreement promises, and for which years something was declared under it. */
export const dividendPromises: Projector = {
  name: 'dividend-promise',
  version: 2,
  categories: ['agreement', 'distribution'],
  collections: {
    [PROMISES]: { indexes: [{ fields: ['division'] }, { fields: ['entityId'] }] },
    [UNDER]: { indexes: [] },
  },
  needs: (event, documents) => needs(event as Told, documents),
  project: (event, documents) => project(event as Told, documents),
};
