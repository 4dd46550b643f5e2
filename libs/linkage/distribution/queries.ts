import { MANAGERS, SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { refTo } from '@kernel/explanation';
import { metadataText } from '@event-store/event-store';
import type { DividendSchemeEvent } from '@linkage/dividend-scheme/events';
import type { Recorded } from '@projection/fold';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import {
  entry,
  entryOf,
  EntryQuery,
  ListQuery,
  listOf,
  type Entry,
  type EntrySpec,
  type RegisterSpec,
} from '@query/register';
import { eventsOf, knownBefore } from '@query/stream';
import { withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { parameterOnRecord } from '@registry/parameter/queries';
import { IsBoolean } from 'class-validator';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { QueryFlag } from '@validation/query-fields';
import { lineId, type BasisRow, type DistributionRow, type LineRow } from './dividend-row';
import { explain, type Happened } from './explanation';
import { LINE_STATES, type LineState } from './ledger';

const STATES = ['DECLARED', 'CALCULATED', 'APPROVED', 'WITHDRAWN'] as const;
type DistributionState = (typeof STATES)[number];

/** Of all households together: one that asks what it is due finds it in its lines. */
export class DistributionList extends ListQuery {
  static readonly title = '分红台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;

  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() schemeId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsOneOf(STATES) state?: DistributionState;
  @Optional() @QueryFlag() @IsBoolean() isOverdue?: boolean;
  /** A payment batch is to be confirmed, or a correction to be decided. */
  @Optional() @QueryFlag() @IsBoolean() awaitsSecondPerson?: boolean;
}

export class DistributionEntry extends EntryQuery {
  static readonly title = '分红';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly namesEntity = true;
}

export class DividendLineList extends ListQuery {
  static readonly title = '分红明细';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';

  @Optional() @IsId() householdId?: string;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() distributionId?: string;
  @Optional() @IsOneOf(LINE_STATES) state?: LineState;
}

/** Why a household is due exactly this amount: from the shares of all, and so for no household to see. */
export class DividendLineExplanation extends EntryQuery {
  static readonly title = '分红金额说明';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly shows = 'HEAD';

  @IsId() householdId!: string;
}

const BOOK: RegisterSpec<DistributionRow> = {
  projection: 'dividend',
  collection: 'distribution',
  kind: 'distribution',
  subjects: { ENTITY_MANAGER: 'entityId' },
  sort: [['payDate', -1]],
};

const LINES: RegisterSpec<LineRow> = {
  projection: 'dividend',
  collection: 'dividend-line',
  kind: 'dividend line',
  subjects: { ENTITY_MANAGER: 'entityId', HOUSEHOLD: 'householdId' },
  sort: [
    ['payDate', -1],
    ['householdNo', 1],
  ],
};

const BASIS: EntrySpec = { ...BOOK, collection: 'distribution-basis' };

/** Whoever may see the line may see what it is reckoned from. */
const ofLine = async <T extends Entry>(
  views: Views,
  { projection, collection, kind }: EntrySpec,
  id: string,
) => {
  const found = await views.of(projection).get<T>(collection, id);
  if (found === null) throw new NothingKnown(kind, id);
  return found;
};

type Scheme = Recorded<DividendSchemeEvent>;

/** The version of the scheme that was declared: its terms, its adoption, and what the adoption rests on. */
const schemeOf = async (views: Views, { schemeId, schemeVersion }: DistributionRow) => {
  const events = (await eventsOf(views, 'dividendScheme', schemeId)) as readonly Scheme[];
  const adoption = events.findLast(
    ({ type, data }) => type === 'DividendSchemeAdopted' && data.version === schemeVersion,
  );
  const written = events.filter(
    ({ type, data }) =>
      (type === 'DividendSchemeDrafted' && schemeVersion === 1) ||
      (type === 'DividendSchemeRevised' && data.version === schemeVersion),
  );
  return { adoption, sources: { terms: written.map(refTo), adopted: adoption ? [refTo(adoption)] : [] } };
};

/** Decided when fiscal money became shares, and kept since. */
const equityParameters = async (views: Views, { division, equity }: BasisRow, adoption?: Scheme) => {
  if (equity === null || adoption === undefined) return [];
  const date = metadataText(adoption, 'effectiveDate') as CalendarDate;
  const place = { division: division as DivisionCode, date, counts: knownBefore(adoption.position) };
  const keys = ['equity.householdShareOfFiscalFund', 'equity.residualHolder'] as const;
  return Promise.all(keys.map((key) => parameterOnRecord(views, key, place)));
};

/** A period that was withdrawn may have been declared anew in the same stream. */
const sinceDeclared = (events: readonly Happened[]): readonly Happened[] =>
  events.slice(events.findLastIndex(({ type }) => type === 'DistributionDeclared'));

const explanation = async ({ id, householdId }: DividendLineExplanation, views: Views) => {
  const line = await entry<LineRow>(views, LINES, lineId(id, householdId));
  const basis = await ofLine<BasisRow>(views, BASIS, id);
  const book = await ofLine<DistributionRow>(views, BOOK, id);
  const { adoption, sources } = await schemeOf(views, book);
  const all = (await eventsOf(views, 'distribution', id)) as readonly Happened[];
  const events = sinceDeclared(all.filter(({ revision }) => revision <= book.revision));
  const parameters = await equityParameters(views, basis, adoption);
  const explained = explain({ basis, line, events, scheme: sources, parameters });
  if (explained === null) throw new NothingKnown(LINES.kind, lineId(id, householdId));
  return {
    ...{ distributionId: id, householdId, householdNo: line.householdNo },
    ...explained,
    ...{ corrections: line.corrections, paidFen: line.paidFen },
  };
};

export const dividendAnswers: readonly AnyAnswering[] = withEntities(
  withHeads([
    listOf(DistributionList, BOOK),
    entryOf(DistributionEntry, BOOK),
    listOf(DividendLineList, LINES),
    answering(DividendLineExplanation, explanation),
  ]),
);
