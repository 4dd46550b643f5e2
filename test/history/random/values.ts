import type { CalendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { LINKAGE_FORMS, type EntityKind, type LinkageForm, type Relation } from '@kernel/linkage';
import { formsNotAllowed } from '@kernel/linkage-form';
import { household } from '@registry/household/state';
import { entity } from '@registry/entity/state';
import type { Model } from './model';
import type { Roll } from './roll';

export const COUNTY = divisionCode('530424000000');
export const OTHER_COUNTY = divisionCode('530425000000');

/** Two of one town, one of another, one of another county. */
export const VILLAGES = ['530424102201', '530424102202', '530424103201', '530425100201'].map(divisionCode);

export const TOWNS = ['530424102000', '530424103000', '530425100000'].map(divisionCode);

/** Stands in every name, number and phone of a person, so that it would be noticed in clear. */
export const SECRET = '密名';

/** Industries that entities and households mostly share. */
export const FEW_INDUSTRIES = ['TOBACCO', 'FRUIT'] as const;

/** An amount of money in fen, now and then none or more than a county has. */
export const amount = (roll: Roll, min = 0): number =>
  roll.pick([min, roll.whole(min, 999), roll.whole(1_000, 9_999_999), roll.whole(1_000, 99_999)]);

export const ratio = (roll: Roll): { readonly numerator: number; readonly denominator: number } => {
  const denominator = roll.pick([1, 3, 7, 12, 100, 10_000]);
  return { numerator: roll.whole(1, denominator), denominator };
};

export const formsFor = (relation: Relation, roll: Roll): readonly LinkageForm[] => {
  const foreign = formsNotAllowed(LINKAGE_FORMS, relation);
  const allowed = LINKAGE_FORMS.filter((form) => !foreign.includes(form) && form !== 'OTHER');
  return roll.happens(0.05) ? ['OTHER'] : roll.some(allowed, 3);
};

export const relationOf = (kind: EntityKind): Relation =>
  kind === 'COOPERATIVE' || kind === 'COOPERATIVE_UNION' ? 'HC' : 'HE';

/** Somebody of them, or somebody who does not exist. */
export const oneOf = (ids: readonly string[], roll: Roll): string =>
  ids.length === 0 || roll.happens(0.02) ? derivedId('nobody', roll.whole(1, 3)) : roll.pick(ids);

export const livingHouseholds = (model: Model): readonly string[] =>
  model.ids(household, ({ phase }) => phase === 'LIVING');

export const aHousehold = (model: Model, roll: Roll): string =>
  oneOf(roll.happens(0.9) ? livingHouseholds(model) : model.ids(household), roll);

export const anEntity = (model: Model, roll: Roll, kinds?: readonly EntityKind[]): string => {
  const isOf = (kind: EntityKind): boolean => kinds?.includes(kind) ?? true;
  const active = model.ids(entity, ({ phase, kind }) => phase === 'ACTIVE' && isOf(kind));
  return oneOf(roll.happens(0.9) ? active : model.ids(entity), roll);
};

export const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));
