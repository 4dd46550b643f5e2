import { MANAGERS, ownAmong, SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { metadataText } from '@event-store/event-store';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import { entry, entryOf, EntryQuery, ListQuery, listOf, type RegisterSpec } from '@query/register';
import { eventsOf, knownBefore } from '@query/stream';
import { withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { parameterOnRecord } from '@registry/parameter/queries';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { SCHEME_MODES, type SchemeMode } from './events';
import { explainHolding, type Happened } from './explanation';
import type { DividendSchemeRow } from './projector';
import { dividendScheme } from './state';

export class DividendSchemeList extends ListQuery {
  static readonly title = '分红方案台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;

  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsOneOf(['DRAFT', 'ADOPTED']) state?: 'DRAFT' | 'ADOPTED';
  @Optional() @IsOneOf(SCHEME_MODES) mode?: SchemeMode;
  /** Schemes in which one household has shares. */
  @Optional() @IsId() householdId?: string;
}

/** With who its holders are, of whom the list of schemes has the ids only; a household finds itself alone. */
export class DividendSchemeEntry extends EntryQuery {
  static readonly title = '分红方案';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';
  static readonly showsAt = '/holders';
}

/** Why a household holds exactly this amount of the fiscal money (R13): from the shares of all, and so for no household to see. */
export class HoldingExplanation extends EntryQuery {
  static readonly title = '财政资金折股说明';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = MANAGERS;
  static readonly shows = 'HEAD';

  @IsId() householdId!: string;
}

/** The scheme as who asks may see it: a household sees its terms and sums, and of the holders itself alone. */
const asHolder = (row: DividendSchemeRow, { viewer }: Views): DividendSchemeRow => ({
  ...row,
  holders: ownAmong(viewer, row.holders, ({ householdId }) => householdId),
  householdIds: ownAmong(viewer, row.householdIds, (id) => id),
});

const SPEC: RegisterSpec<DividendSchemeRow> = {
  projection: 'dividend-scheme',
  collection: 'dividend-schemes',
  kind: 'dividend scheme',
  sort: [['division', 1]],
  conditions: { householdId: (id) => ({ householdIds: id }) },
  subjects: { ENTITY_MANAGER: 'entityId', HOUSEHOLD: 'householdIds' },
  shown: asHolder,
};

const holding = async ({ id, householdId }: HoldingExplanation, views: Views) => {
  const row = await entry<DividendSchemeRow>(views, SPEC, id);
  const all = (await eventsOf(views, dividendScheme.category, id)) as readonly Happened[];
  const events = all.filter(({ revision }) => revision <= row.revision);
  const holder = row.holders.find((one) => one.householdId === householdId);
  const adoption = events.findLast(({ type }) => type === 'DividendSchemeAdopted');
  if (holder === undefined || row.equity === null || adoption === undefined)
    throw new NothingKnown('holding of fiscal money', `${id}|${householdId}`);
  const date = metadataText(adoption, 'effectiveDate') as CalendarDate;
  const division = row.division as DivisionCode;
  const place = { division, date, counts: knownBefore(adoption.position) };
  const parameters = {
    householdShare: await parameterOnRecord(views, 'equity.householdShareOfFiscalFund', place),
    residualHolder: await parameterOnRecord(views, 'equity.residualHolder', place),
  };
  const explained = explainHolding({ row, holder, events, parameters });
  return { schemeId: id, householdId, ...explained };
};

export const dividendSchemeAnswers: readonly AnyAnswering[] = withEntities(
  withHeads([
    listOf(DividendSchemeList, SPEC),
    entryOf(DividendSchemeEntry, SPEC),
    answering(HoldingExplanation, holding),
  ]),
);
