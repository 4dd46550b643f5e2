import { STAFF, type Role } from '@kernel/actor';
import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { DivisionCode } from '@kernel/division-code';
import { fold } from '@kernel/decider';
import { refTo, type ParameterInput } from '@kernel/explanation';
import { Refusal, unmet } from '@kernel/refusal';
import { answering, NothingKnown, type AnyAnswering, type Views } from '@query/answering';
import { listOf, ListQuery, type RegisterSpec } from '@query/register';
import { eventsOf, type Counting } from '@query/stream';
import { IsDate, IsDivision, IsOneOf, IsText, Optional } from '@validation/fields';
import { CATALOGUE, isCatalogued, PARAMETER_KEYS, type ParameterKey } from './catalogue';
import type { CatalogueEntry } from './catalogue-entry';
import { asKnown, type KnownEntry } from './known';
import { maskItemsIn, type MaskItem } from './mask-rules';
import { PARAMETERS, PROPOSALS, type ParameterRow, type ProposalRow } from './projector';
import type { ParameterEvent } from './events';
import { parameter, parameterId, PROPOSAL_STATES, resolve, type ProposalState } from './state';
import { used, type ParameterUsed } from './used';
import { usedBy } from './used-by';

export { parameterId } from './state';

const entriesOf = async (views: Views, key: string): Promise<readonly KnownEntry[]> =>
  (await views.of('parameter').get<ParameterRow>(PARAMETERS, key))?.entries ?? [];

export type { ParameterKey } from './catalogue';

/** A place and a day; `knownAt` leaves out what was decided later. */
export interface ParameterPlace {
  readonly division: DivisionCode;
  readonly date: CalendarDate;
  readonly knownAt?: CalendarDate;
}

/**
 * What `privacy.maskRules` masks in a place on the day that is asked about, of what was known then. In an answer it narrows what
 * is left of a person; no value of it shows anything whole.
 */
export const maskRulesInForce = async (
  views: Views,
): Promise<(division: DivisionCode) => readonly MaskItem[]> => {
  const entries = asKnown(await entriesOf(views, 'privacy.maskRules'), recordedDate(views.now));
  return (division) => maskItemsIn(entries, division, views.today as CalendarDate);
};

/** The value in force as the read models know it; null where nobody decided. */
export const parameterInForceView = async (
  views: Views,
  key: ParameterKey,
  { division, date, knownAt }: ParameterPlace,
): Promise<ParameterUsed | null> => {
  const entry = resolve(asKnown(await entriesOf(views, key), knownAt), division, date);
  return entry === null ? null : used(entry);
};

/** @throws Refusal PARAMETER_NOT_CONFIGURED: a figure that is judged has no silent default. */
export const requiredParameter = async (
  views: Views,
  key: ParameterKey,
  at: ParameterPlace,
): Promise<ParameterUsed> => {
  const found = await parameterInForceView(views, key, at);
  if (found === null)
    throw new Refusal(unmet('PARAMETER_NOT_CONFIGURED', { key, division: at.division, date: at.date }));
  return found;
};

/** The value a rule used, with the events by which it was proposed and approved. @throws Refusal PARAMETER_NOT_CONFIGURED */
export const parameterOnRecord = async (
  views: Views,
  key: ParameterKey,
  { division, date, counts }: Omit<ParameterPlace, 'knownAt'> & { readonly counts: Counting },
): Promise<ParameterInput> => {
  const events = (await eventsOf(views, parameter.category, parameterId(key))).filter(counts);
  const { entries } = fold(parameter, events as unknown as readonly ParameterEvent[]);
  const entry = resolve(entries, division, date);
  if (entry === null) throw new Refusal(unmet('PARAMETER_NOT_CONFIGURED', { key, division, date }));
  const { value, scope, sourceDocument: source, clause, effectiveFrom, effectiveTo, entryId } = entry;
  const ofPlace = entries.filter((other) => other.scope === scope);
  return {
    ...{ key, value, scope, version: ofPlace.indexOf(entry) + 1, source, clause, effectiveFrom, effectiveTo },
    events: events.filter(({ data }) => data['entryId'] === entryId).map(refTo),
  };
};

/** What officers call a parameter; undefined for a text that is no key of one. */
export const parameterTitle = (key: string): string | undefined =>
  isCatalogued(key) ? CATALOGUE[key].title : undefined;

/** Every key there is: what it means, which values it takes, what the set-up form offers, which rules read it (none: not yet used), and how often it was decided. */
export class ParameterCatalogue {
  static readonly title = '政策参数目录';
  static readonly askedBy = 'ANYONE';
  static readonly reach = 'OPEN';
}

/** All values one key ever had. */
export class ParameterHistory {
  static readonly title = '政策参数';
  static readonly askedBy = 'ANYONE';
  static readonly reach = 'OPEN';

  @IsText(100) key!: string;
}

/** What somebody wants to hold, and what became of it: who approves looks here. */
export class ParameterProposals extends ListQuery {
  static readonly title = '政策参数提议';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsText(100) key?: string;
  @Optional() @IsOneOf(PROPOSAL_STATES) state?: ProposalState;
}

/** The value in force for a place on a day, with its source. */
export class ParameterInForce {
  static readonly title = '现行政策参数';
  static readonly askedBy = 'ANYONE';
  static readonly reach = 'OPEN';
  static readonly ofAnyDay = true;

  @IsText(100) key!: string;
  @IsDivision() division!: DivisionCode;
  @Optional() @IsDate() asOf?: CalendarDate;
  /** As it was known by the end of this day. */
  @Optional() @IsDate() knownAt?: CalendarDate;
}

/** What there is to know of a key; further keys come with further rules, and with them further units and values. */
interface Catalogued extends Omit<CatalogueEntry, 'accepts'> {
  readonly key: string;
  /** Rules that read it; none where it is not yet used. */
  readonly usedBy: readonly string[];
}

const catalogued = (key: ParameterKey): Catalogued => {
  const { title, unit, expected, offered } = CATALOGUE[key];
  return { key, title, unit, expected, offered, usedBy: usedBy(key) };
};

const catalogue = async (_query: ParameterCatalogue, views: Views) => {
  const rows = await views.of('parameter').getMany<ParameterRow>(PARAMETERS, PARAMETER_KEYS);
  const decided = new Map(rows.map(({ id, entries }) => [id, entries.length]));
  const items = PARAMETER_KEYS.map((key) => ({ ...catalogued(key), values: decided.get(key) ?? 0 }));
  return { items };
};

const history = async ({ key }: ParameterHistory, views: Views) => {
  if (!isCatalogued(key)) throw new NothingKnown('parameter', key);
  return { ...catalogued(key), entries: asKnown(await entriesOf(views, key)) };
};

const inForce = async (query: ParameterInForce, views: Views) => {
  const { key, division, asOf, knownAt } = query;
  if (!isCatalogued(key)) throw new NothingKnown('parameter', key);
  const date = asOf ?? (views.today as CalendarDate);
  const known = knownAt === undefined ? {} : { knownAt };
  return {
    ...(await requiredParameter(views, key, { division, date, ...known })),
    ...{ asOf: date, ...known },
  };
};

const titled = (row: ProposalRow) => ({ ...row, title: parameterTitle(row.key) ?? null });

const BOOK: RegisterSpec<ProposalRow, ReturnType<typeof titled>> = {
  projection: 'parameter',
  collection: PROPOSALS,
  kind: 'parameter proposal',
  sort: [['proposedOn', -1]],
  shown: titled,
};

export const parameterAnswers: readonly AnyAnswering[] = [
  answering(ParameterCatalogue, catalogue),
  listOf(ParameterProposals, BOOK),
  answering(ParameterHistory, history),
  answering(ParameterInForce, inForce),
];
