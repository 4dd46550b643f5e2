import { STAFF, type Role } from '@kernel/actor';
import { INDUSTRIES, TIGHTNESS_CLASSES, type Industry, type TightnessClass } from '@kernel/linkage';
import { answering, type AnyAnswering, type Views } from '@query/answering';
import { entry, EntryQuery, listOf, ListQuery, PAGE, type RegisterSpec } from '@query/register';
import { IsId, IsOneOf, Optional } from '@validation/fields';
import { INDUSTRY_MATCHES, type IndustryMatch } from './events';
import { BINDING_STATES, type HouseholdBindingRow } from './projector';

const RELATIONS = ['HC', 'HE'] as const;

export class HouseholdBindingList extends ListQuery {
  static readonly title = '农户绑定台账';
  static readonly askedBy: readonly Role[] = STAFF;

  @Optional() @IsId() householdId?: string;
  @Optional() @IsId() entityId?: string;
  @Optional() @IsId() agreementId?: string;
  @Optional() @IsOneOf(INDUSTRIES) industry?: Industry;
  @Optional() @IsOneOf(BINDING_STATES) state?: (typeof BINDING_STATES)[number];
  @Optional() @IsOneOf(RELATIONS) relation?: 'HC' | 'HE';
  @Optional() @IsOneOf(TIGHTNESS_CLASSES) tightness?: TightnessClass;
  @Optional() @IsOneOf(INDUSTRY_MATCHES) match?: IndustryMatch;
}

export class HouseholdBindingEntry extends EntryQuery {
  static readonly title = '农户绑定登记';
  static readonly askedBy: readonly Role[] = STAFF;
}

const SPEC: RegisterSpec = {
  projection: 'household-binding',
  collection: 'household-bindings',
  kind: 'household binding',
  sort: [['startDate', 1]],
};

/** R03: several cooperatives are allowed, the same industry twice is worth a look. */
const sameIndustryElsewhere = async (
  { id, householdId, industry }: HouseholdBindingRow,
  views: Views,
): Promise<readonly string[]> => {
  const asked = { filter: { householdId, industry }, sort: SPEC.sort, limit: PAGE.max };
  const { items } = await views.of(SPEC.projection).find<HouseholdBindingRow>(SPEC.collection, asked);
  return items.filter((other) => other.state === 'ACTIVE' && other.id !== id).map((other) => other.id);
};

export const householdBindingAnswers: readonly AnyAnswering[] = [
  listOf(HouseholdBindingList, SPEC),
  answering(HouseholdBindingEntry, async ({ id }, views) => {
    const row = await entry<HouseholdBindingRow>(views, SPEC, id);
    return { ...row, sameIndustryElsewhere: await sameIndustryElsewhere(row, views) };
  }),
];
