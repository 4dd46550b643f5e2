import { idOf, type Recorded } from '@projection/fold';
import { put, remove, type Documents, type Key, type Projector } from '@projection/projector';
import {
  lineId,
  newDistribution,
  NO_SUMS,
  newLine,
  passedLine,
  settled,
  withLines,
  type BasisRow,
  type DistributionRow,
  type LineRow,
} from './dividend-row';
import type { Write } from '@read-store/read-store';
import type { DistributionEvent } from './events';
import { pendingAfter } from './pending';
import { folded, OF_BOOK, OF_LINE, textIn, type Happening } from './row-folds';

type Happened = Recorded<DistributionEvent>;
type Change = readonly [before: LineRow | undefined, after: LineRow];

const BOOK = 'distribution';
const BASIS = 'distribution-basis';
const LINES = 'dividend-line';

const everybody = ({ terms, successors = [] }: BasisRow): readonly string[] => [
  ...terms.beneficiaries.map(({ householdId }) => householdId),
  ...successors,
];

/** Households whose lines the event changes; all of them where the pay date moves or has passed. */
const concerned = (event: Happened, basis: BasisRow | undefined): readonly string[] => {
  switch (event.type) {
    case 'DividendLinesCalculated':
      return event.data.lines.map(({ householdId }) => householdId);
    case 'DividendsPaid':
      return event.data.paid.map(({ householdId }) => householdId);
    case 'PaymentsFailed':
      return event.data.failed.map(({ householdId }) => householdId);
    case 'DividendReceiptConfirmed':
      return event.data.householdIds;
    case 'DividendLineCorrected':
    case 'OverpaymentReclaimed':
    case 'WithheldReleased':
    case 'WithheldCarriedForward':
    case 'DividendLinePassed':
      return [event.data.householdId];
    case 'DividendOverdue':
    case 'DividendRescheduled':
    case 'DistributionWithdrawn':
    case 'DistributionEntitySucceeded':
      return basis === undefined ? [] : everybody(basis);
    case 'DistributionDeclared':
    case 'DividendsCalculated':
    case 'DividendsApproved':
    case 'PaymentBatchImported':
    case 'PaymentBatchRejected':
    case 'DividendCorrectionProposed':
    case 'OverpaymentReclaimProposed':
    case 'WithheldReleaseProposed':
    case 'WithheldCarryForwardProposed':
    case 'DividendCorrectionRejected':
      return [];
  }
};

/** The lines before and after. A line begins with its calculation; whatever else is told of an unknown one is not kept. */
const lineChanges = (event: Happened, documents: Documents): readonly Change[] => {
  const id = idOf(event.stream);
  const [book, basis] = [documents.get<DistributionRow>(BOOK, id), documents.get<BasisRow>(BASIS, id)];
  if (book === undefined || basis === undefined) return [];
  if (event.type === 'DividendLinesCalculated')
    return event.data.lines.map((line): Change => {
      const before = documents.get<LineRow>(LINES, lineId(id, line.householdId));
      return [before, newLine(book, basis, line)];
    });
  return concerned(event, basis).flatMap((householdId): readonly Change[] => {
    const before = documents.get<LineRow>(LINES, lineId(id, householdId));
    if (before === undefined) return [];
    const change: Change = [before, settled(folded(OF_LINE, before, event))];
    return event.type === 'DividendLinePassed'
      ? [change, [undefined, passedLine(before, event.data)]]
      : [change];
  });
};

const PROPOSALS: readonly Happened['type'][] = [
  'DividendCorrectionProposed',
  'OverpaymentReclaimProposed',
  'WithheldReleaseProposed',
  'WithheldCarryForwardProposed',
];

/** The household about whose line something is proposed: the line stays as it is until another agrees. */
const proposedFor = ({ type, data }: Happened): readonly string[] =>
  PROPOSALS.includes(type) && 'householdId' in data ? [data.householdId] : [];

/** What waits for a second person, with the number of the household and the reason of who proposed. */
const withPending = (book: DistributionRow, event: Happened, documents: Documents): DistributionRow => {
  const lines = proposedFor(event).map((household) => lineId(book.id, household));
  const [line] = lines.map((id) => documents.get<LineRow>(LINES, id));
  const told = { householdNo: line?.householdNo ?? null, reason: textIn(event.metadata, 'reason') };
  return pendingAfter(book, event, told);
};

const registered = ({ revision, metadata }: Happened) => ({
  revision,
  recordedAt: textIn(metadata, 'recordedAt') ?? '',
  effectiveDate: textIn(metadata, 'effectiveDate') ?? '',
});

const declared = (event: Happening<'DistributionDeclared'>) => {
  const id = idOf(event.stream);
  const { terms, equity, months, profitFen, surplus, carriedIn = [], villageCode } = event.data;
  const reckoned = { terms, equity, months, profitFen, surplus, carriedIn };
  const basis: BasisRow = { id, division: villageCode, ...reckoned };
  return [put(BOOK, { id, ...registered(event), ...newDistribution(event.data) }), put(BASIS, basis)];
};

/** The lines go: nobody is due anything of it. */
const withdrawn = (event: Happened, book: DistributionRow, documents: Documents): readonly Write[] => {
  const households = concerned(event, documents.get<BasisRow>(BASIS, book.id));
  const lines = households
    .map((household) => lineId(book.id, household))
    .filter((id) => documents.get<LineRow>(LINES, id) !== undefined);
  const row = { ...book, ...NO_SUMS, ...registered(event), state: 'WITHDRAWN', approvals: 0 };
  return [put(BOOK, row), ...lines.map((id) => remove(LINES, id))];
};

/** Whoever has a line of another is concerned by what concerns all. */
const succeeded = (event: Happened, documents: Documents): readonly Write[] => {
  const basis = documents.get<BasisRow>(BASIS, idOf(event.stream));
  if (event.type !== 'DividendLinePassed' || basis === undefined) return [];
  return [put(BASIS, { ...basis, successors: [...(basis.successors ?? []), event.data.successorId] })];
};

const needs = (event: Happened, documents: Documents): readonly Key[] => {
  const id = idOf(event.stream);
  const own = [BOOK, BASIS].map((collection) => ({ collection, id }));
  if (!documents.has(BASIS, id)) return own;
  const households = [...concerned(event, documents.get<BasisRow>(BASIS, id)), ...proposedFor(event)];
  return [...own, ...households.map((household) => ({ collection: LINES, id: lineId(id, household) }))];
};

/** What is due, paid and received: a book of distributions, a line for each household, and what the lines were reckoned from. */
export const dividendRegister: Projector = {
  name: 'dividend',
  version: 6,
  categories: ['distribution'],
  collections: {
    [BOOK]: {
      indexes: [
        { fields: ['division', 'payDate'] },
        { fields: ['entityId', 'payDate'] },
        { fields: ['schemeId', 'payDate'] },
        { fields: ['isOverdue', 'division'] },
        { fields: ['awaitsSecondPerson', 'division'] },
      ],
    },
    [BASIS]: { indexes: [] },
    [LINES]: {
      indexes: [
        { fields: ['division', 'payDate'] },
        { fields: ['householdId', 'payDate'] },
        { fields: ['entityId', 'payDate'] },
        { fields: ['distributionId', 'householdNo'] },
        { fields: ['state', 'division'] },
      ],
    },
  },
  needs: (event, documents) => needs(event as Happened, documents),
  project: (recorded, documents) => {
    const event = recorded as Happened;
    if (event.type === 'DistributionDeclared') return declared(event);
    const book = documents.get<DistributionRow>(BOOK, idOf(event.stream));
    if (book === undefined) return [];
    if (event.type === 'DistributionWithdrawn') return withdrawn(event, book, documents);
    const changes = lineChanges(event, documents);
    const told = { ...folded(OF_BOOK, book, event), ...registered(event) };
    const after = withLines(withPending(told, event, documents), changes);
    return [put(BOOK, after), ...succeeded(event, documents), ...changes.map(([, line]) => put(LINES, line))];
  },
};
