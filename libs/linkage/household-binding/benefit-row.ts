import type { CalendarDate } from '@kernel/calendar-date';
import type { HouseholdBindingEvent } from './events';
import type { Benefit } from './state';

type Data<Type extends HouseholdBindingEvent['type']> = Extract<
  HouseholdBindingEvent,
  { readonly type: Type }
>['data'];

/** A benefit as the entity recorded it, and what has become of it: who confirms or voids it names its id. */
export type BenefitRow = Data<'BenefitDelivered'> & {
  /** Of the binding, in which it was delivered. */
  readonly term: number;
  readonly state: Benefit['state'];
  readonly confirmedOn: CalendarDate | null;
  /** By which the household confirmed it. */
  readonly means: string | null;
  readonly voidedOn: CalendarDate | null;
};

export type Benefits = {
  /** Of all terms, in the order in which they were recorded. */
  readonly benefits: readonly BenefitRow[];
  /** The household has yet to be asked about one of them. */
  readonly hasUnconfirmedBenefits: boolean;
};

export const NO_BENEFITS: Benefits = { benefits: [], hasUnconfirmedBenefits: false };

export const isUnconfirmed = ({ state }: BenefitRow): boolean => state === 'DELIVERED';

const kept = (benefits: readonly BenefitRow[]): Benefits => ({
  ...{ benefits, hasUnconfirmedBenefits: benefits.some(isUnconfirmed) },
});

export const delivered = (
  { benefits, term }: Benefits & { readonly term: number },
  data: Data<'BenefitDelivered'>,
): Benefits => {
  const told = { state: 'DELIVERED', confirmedOn: null, means: null, voidedOn: null } as const;
  return kept([...benefits, { ...data, term, ...told }]);
};

export const benefitIs = (
  { benefits }: Benefits,
  benefitId: string,
  becomes: Partial<BenefitRow>,
): Benefits =>
  kept(benefits.map((benefit) => (benefit.benefitId === benefitId ? { ...benefit, ...becomes } : benefit)));
