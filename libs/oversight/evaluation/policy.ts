import { recordedDate } from '@kernel/calendar-date';
import { categoryOf, metadataText, placeText, type RecordedEvent } from '@event-store/event-store';
import type { AgreementEvent } from '@linkage/agreement/events';
import { idOf, type Recorded } from '@projection/fold';
import { put, type Documents, type Intent, type Policy } from '@projection/projector';
import { OrderRectification } from '../rectification/commands';
import type { RectificationEvent } from '../rectification/events';
import type { AgreementMemory } from './agreement-memory';
import type { BindingMemory } from './binding-memory';
import { ApplyConsequence, FreezeEvaluationData } from './commands';
import { recordingsIn } from './data-on-time';
import type { DistributionMemory } from './distribution-memory';
import type { Streams } from './entity-memory';
import type { EvaluationEvent } from './events';
import { incomeMemoryId, type IncomeMemory } from './income-memory';
import { reviewed, type Known } from './indicators';
import { rememberedIn, remembering, type Seen, type Told } from './remembering';
import { RENEWALS, renewedBy, withRenewals } from './renewals';
import { all, ENTITIES, INCOMES, keysOf, reviewNeeds, streamsOf, TARGETS } from './review-needs';
import type { TargetMemory } from './target-memory';

type Planned = Extract<EvaluationEvent, { readonly type: 'EvaluationPlanned' }>['data'];

const counted = (planned: Planned, name: Streams, documents: Documents) =>
  all(documents, name, streamsOf(planned, name, documents));

const knownOf = (planned: Planned, documents: Documents): Known => ({
  dividendsPerYear: (planned.dividendFrequency?.value ?? null) as number | null,
  recordings: recordingsIn(planned.recording ?? [], planned),
  agreements: counted(planned, 'agreements', documents) as readonly AgreementMemory[],
  bindings: counted(planned, 'bindings', documents) as readonly BindingMemory[],
  distributions: counted(planned, 'distributions', documents) as readonly DistributionMemory[],
  income: (householdId, year) => documents.get<IncomeMemory>(INCOMES, incomeMemoryId(householdId, year)),
  target: (householdId) => documents.get<TargetMemory>(TARGETS, householdId),
});

/** What evaluations that were planned before the parameter was asked for were held to. */
const UNPAID_DAYS_BEFORE = 90;

const freezing = (planned: Planned, seen: Pick<Seen, 'event' | 'documents'>): readonly Intent[] => {
  const { evaluationId, year, on, unpaidGuarantee } = planned;
  const found = reviewed(knownOf(planned, seen.documents), {
    ...{ year, plannedOn: on },
    unpaidGuaranteeDays: (unpaidGuarantee?.value ?? UNPAID_DAYS_BEFORE) as number,
  });
  const command = Object.assign(new FreezeEvaluationData(), found, { knownAt: placeText(seen.event) });
  return [{ command, id: evaluationId, effectiveDate: on, reason: `截至 ${found.asOf} 的数据冻结` }];
};

const toldBy = (event: RecordedEvent): Told => ({
  ...{ event, category: categoryOf(event.stream), id: idOf(event.stream) },
  recordedOn: recordedDate(metadataText(event, 'recordedAt')),
});

const isPlanned = (event: RecordedEvent): boolean => event.type === 'EvaluationPlanned';

/**
 * EvaluationData: remembers of every entity what its indicators are counted from, and counts them when its evaluation is
 * planned. Its memory is a fold of the log up to that very event, so that the count can be repeated from the log.
 */
export const evaluationData: Policy = {
  name: 'evaluation-data',
  version: 7,
  categories: [
    ...['household', 'householdBinding', 'agreement', 'distribution', 'householdIncome'],
    ...['entity', 'evaluation'],
  ],
  sends: [FreezeEvaluationData],
  collections: {
    ...{ [ENTITIES]: { indexes: [] }, [INCOMES]: { indexes: [] }, [TARGETS]: { indexes: [] } },
    ...{ agreements: { indexes: [] }, bindings: { indexes: [] }, distributions: { indexes: [] } },
  },
  needs: (event, documents) => {
    if (isPlanned(event)) return reviewNeeds(event.data as unknown as Planned, documents);
    return rememberedIn(toldBy(event));
  },
  project: (event, documents) => remembering({ ...toldBy(event), documents }),
  react: (event, documents) =>
    isPlanned(event) ? freezing(event.data as unknown as Planned, { event, documents }) : [],
};

type Finalized = Extract<EvaluationEvent, { readonly type: 'EvaluationFinalized' }>['data'];

/**
 * Names what was judged and what renews it (R18): what was not kept by the one paper is to be put right under the next. No date
 * of its own: the due date of the order runs from the day it is sent.
 */
const ordering = (id: string, { entityId, year, ...judged }: Finalized, documents: Documents): Intent => {
  const agreementIds = withRenewals(judged.agreementIds, documents);
  const problem = `${String(year)} 年度绩效评估认定协议责任履行不到位`;
  const command = Object.assign(new OrderRectification(), {
    ...{ source: 'EVALUATION', sourceId: id, entityId, agreementIds },
    ...{ problemCode: 'EVALUATION_NOT_FULFILLED', problem },
  });
  return { command, reason: '年度评估未履约，督促整改' };
};

type Followed = Recorded<AgreementEvent | EvaluationEvent | RectificationEvent>;

/** EvaluationToConsequence (4.25, 3): preference for who fulfils well, an order to put right for who does not. */
export const evaluationToConsequence: Policy = {
  name: 'evaluation-to-consequence',
  version: 2,
  categories: ['agreement', 'evaluation', 'rectification'],
  sends: [OrderRectification, ApplyConsequence],
  collections: { [RENEWALS]: { indexes: [] } },
  needs: (recorded, documents) => {
    const event = recorded as Followed;
    if (event.type === 'EvaluationFinalized')
      return keysOf(RENEWALS, withRenewals(event.data.agreementIds, documents));
    return event.type === 'AgreementDrafted' ? keysOf(RENEWALS, renewedIn(event.data)) : [];
  },
  project: (recorded, documents) => {
    const event = recorded as Followed;
    if (event.type !== 'AgreementDrafted') return [];
    return renewedIn(event.data).map((id) => put(RENEWALS, renewedBy(id, idOf(event.stream), documents)));
  },
  react: (recorded, documents) => {
    const event = recorded as Followed;
    const id = idOf(event.stream);
    if (event.type === 'RectificationOrdered') return ordered(id, event.data);
    if (event.type !== 'EvaluationFinalized') return [];
    const { result, grade, trial, on: effectiveDate } = event.data;
    if (result === 'NOT_FULFILLED') return [ordering(id, event.data, documents)];
    if (grade !== 'GOOD' || trial) return [];
    const command = Object.assign(new ApplyConsequence(), { consequence: 'PREFERENCE' });
    return [{ command, id, effectiveDate, reason: '年度评估履约良好，予以倾斜' }];
  },
};

const renewedIn = ({ renews }: { readonly renews: string | null }): readonly string[] =>
  renews === null ? [] : [renews];

type Ordered = Extract<RectificationEvent, { readonly type: 'RectificationOrdered' }>['data'];

const ordered = (rectificationId: string, { source, sourceId, on }: Ordered): readonly Intent[] => {
  if (source !== 'EVALUATION' || sourceId === null) return [];
  const command = Object.assign(new ApplyConsequence(), { consequence: 'RECTIFICATION', rectificationId });
  return [{ command, id: sourceId, effectiveDate: on, reason: '年度评估未履约，已下达整改' }];
};
