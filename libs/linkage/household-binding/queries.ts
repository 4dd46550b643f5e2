import { SPEAKERS, STAFF, type Role } from '@kernel/actor';
import type { CalendarDate } from '@kernel/calendar-date';
import { INDUSTRIES, TIGHTNESS_CLASSES, type Industry, type TightnessClass } from '@kernel/linkage';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { seenBy } from '@query/confined';
import { ownOf } from '@query/own';
import { entry, EntryQuery, listOf, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { everyRow } from '@read-store/whole';
import { withEntities } from '@registry/entity/queries';
import { withHeads } from '@registry/household/queries';
import { IsDate, IsId, IsOneOf, Optional } from '@validation/fields';
import { IsBoolean } from 'class-validator';
import { QueryFlag } from '@validation/query-fields';
import { isUnconfirmed } from './benefit-row';
import { ELSEWHERE } from './elsewhere';
import { INDUSTRY_MATCHES, type IndustryMatch } from './events';
import { BINDING_STATES, type HouseholdBindingRow, type HouseholdBindingState } from './projector';

const RELATIONS = ['HC', 'HE'] as const;

export class HouseholdBindingList extends ListQuery {
  static readonly title = '农户绑定台账';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';

  @Optional() @IsId() householdId?: string;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  @Optional() @IsOneOf(BINDING_STATES) state?: HouseholdBindingState;
  @Optional() @IsOneOf(RELATIONS) relation?: 'HC' | 'HE';
  @Optional() @IsOneOf(TIGHTNESS_CLASSES) tightness?: TightnessClass;
  @Optional() @IsOneOf(INDUSTRY_MATCHES) match?: IndustryMatch;
  /** In force without an agreement, though one was due by a day before this one. */
  @Optional() @IsDate() agreementDueBefore?: CalendarDate;
  /** R04: in force and not judged on this day or later, e.g. the 1st of October. */
  @Optional() @IsDate() notJudgedSince?: CalendarDate;
  /** The household has yet to be asked about a benefit that the entity recorded. */
  @Optional() @QueryFlag() @IsBoolean() hasUnconfirmedBenefits?: boolean;
  /** Suspended until a day before this one. */
  @Optional() @IsDate() suspendedUntilBefore?: CalendarDate;
}

export class HouseholdBindingEntry extends EntryQuery {
  static readonly title = '农户绑定登记';
  static readonly askedBy: readonly Role[] = STAFF;
  static readonly askedOfOwn = SPEAKERS;
  static readonly namesEntity = true;
  static readonly shows = 'HEAD';
}

const asSeen = <Row extends object>(row: Row, { viewer }: Views): Row => seenBy(viewer, [ELSEWHERE])(row);

const IN_FORCE: readonly string[] = ['ACTIVE', 'SUSPENDED'];

const asListed = ({ benefits, ...row }: HouseholdBindingRow, views: Views) => ({
  ...asSeen(row, views),
  unconfirmedBenefits: benefits.filter(isUnconfirmed),
  isAgreementOverdue: isAgreementOverdue(row, views.today),
});

const SPEC: RegisterSpec<HouseholdBindingRow, ReturnType<typeof asListed>> = {
  projection: 'household-binding',
  collection: 'household-bindings',
  kind: 'household binding',
  subjects: { ENTITY_MANAGER: 'entityId', HOUSEHOLD: 'householdId' },
  sort: [['startDate', 1]],
  conditions: {
    agreementDueBefore: (day) => ({
      ...{ state: { $in: IN_FORCE }, agreementId: null, agreementDueBy: { $lt: day } },
    }),
    notJudgedSince: (day) => ({ state: { $in: IN_FORCE }, matchJudgedOn: { $lt: day } }),
    suspendedUntilBefore: (day) => ({ state: 'SUSPENDED', suspendedUntil: { $lt: day } }),
  },
  shown: asListed,
};

const isAgreementOverdue = (row: Omit<HouseholdBindingRow, 'benefits'>, today: string): boolean =>
  IN_FORCE.includes(row.state) &&
  row.agreementId === null &&
  row.agreementDueBy !== null &&
  row.agreementDueBy < today;

/** R03: several cooperatives are allowed, the same industry twice is worth a look; the manager of one is told nothing of the others. */
const sameIndustryElsewhere = async (
  { id, householdId, industry }: HouseholdBindingRow,
  views: Views,
): Promise<readonly string[]> => {
  const filter = { householdId, industry, ...ownOf(views, SPEC.subjects) };
  const asked = { filter, sort: SPEC.sort, limit: PAGE.max };
  const { items } = await views.of(SPEC.projection).find<HouseholdBindingRow>(SPEC.collection, asked);
  return items.filter((other) => other.state === 'ACTIVE' && other.id !== id).map((other) => other.id);
};

export const householdBindingAnswers: readonly AnyAnswering[] = withEntities(
  withHeads([
    listOf(HouseholdBindingList, SPEC),
    answering(HouseholdBindingEntry, async ({ id }, views) => {
      const row = await entry<HouseholdBindingRow>(views, SPEC, id);
      return { ...asSeen(row, views), sameIndustryElsewhere: await sameIndustryElsewhere(row, views) };
    }),
  ]),
);

/** An agreement as far as bindings stand on it. */
interface Standing {
  readonly id: string;
  readonly entityId: string;
  readonly householdIds: readonly string[];
}

/** Bindings in force that stand on an agreement: linked to it, or to none while it lists their household (3.4, 3). */
export const bindingsOn = async (
  views: Views,
  { id: agreementId, entityId, householdIds }: Standing,
): Promise<readonly string[]> => {
  const bindings = await everyRow<HouseholdBindingRow>(views.of(SPEC.projection), SPEC.collection, {
    filter: { entityId, state: { $in: IN_FORCE } },
  });
  return bindings
    .filter((bound) =>
      bound.agreementId === null
        ? householdIds.includes(bound.householdId)
        : bound.agreementId === agreementId,
    )
    .map(({ id }) => id);
};
