import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { ancestorAt } from '@kernel/division-code';
import type { LinkageForm } from '@kernel/linkage';
import {
  ActivateBinding,
  ProposeHouseholdBinding,
  SubmitForReview,
} from '@linkage/household-binding/commands';
import { householdBindingId } from '@linkage/household-binding/state';
import type { Economy, Firm } from './economy';
import { officer, officerFor } from './officers';
import type { Office } from './office';
import { isTarget, type Person } from './people';
import type { Size } from './size';

/** A household's bond with a cooperative. */
export interface Tie {
  readonly person: Person;
  readonly firm: Firm;
  /** Of the binding; a second term in the same industry goes on in the same one. */
  readonly id: string;
  readonly since: 2024 | 2025;
  /** Ends with its agreement at the end of 2024. */
  readonly isForOneYear: boolean;
}

export const tieOf = (person: Person, firm: Firm, since: Tie['since']): Tie => ({
  ...{ person, firm, since, isForOneYear: false },
  id: householdBindingId(person.id, firm.id, firm.industry),
});

/** With a cooperative that sells to no enterprise. */
const isGap = (place: number): boolean => place % 20 === 19;

/** Whom the first binding of an eligible household covers. */
export const boundOf = (size: Size, people: readonly Person[]): readonly Person[] =>
  people.filter(({ reasonIfNot }) => reasonIfNot === null).slice(0, size.bound);

/** Of these, whoever loses it with the cooperative that is revoked. */
export const losingOf = (size: Size, people: readonly Person[]): readonly Person[] =>
  boundOf(size, people)
    .filter((_, place) => !isGap(place))
    .slice(0, size.revoked);

/**
 * Who is bound to whom. The first cooperative has as many households as will lose it; one bound household in twenty is with
 * a cooperative that sells to no enterprise: the second gap of the coverage figure.
 */
export const planTies = (size: Size, people: readonly Person[], economy: Economy): readonly Tie[] => {
  const eligible = boundOf(size, people);
  const [doomed, ...sound] = economy.chained as readonly [Firm, ...Firm[]];
  const losing = new Set(losingOf(size, people));
  const unchained = economy.cooperatives.slice(size.chained);
  const home = (person: Person, place: number): Firm => {
    if (losing.has(person)) return doomed;
    return nearest(person, isGap(place) ? unchained : sound, place);
  };
  const first = eligible.map((person, place) => ({ person, firm: home(person, place), place }));
  const free = first.filter(({ person }) => !losing.has(person));
  const movers = free.slice(0, size.ended);
  return [
    ...[...losing].map((person) => tieOf(person, doomed, 2024)),
    ...movers.map(({ person, firm, place }) => ({
      ...tieOf(person, earlier(person, { firm, place, sound }), 2024),
      isForOneYear: true,
    })),
    ...movers.map(({ person, firm }) => tieOf(person, firm, 2025)),
    ...free
      .slice(size.ended)
      .map(({ person, firm, place }) => tieOf(person, firm, place % 2 === 0 ? 2024 : 2025)),
    ...more(size, { people, first, sound }),
  ];
};

/** One that grows what the household wants, in its own town where there is one. */
const nearest = ({ village, industry }: Person, firms: readonly Firm[], place: number): Firm => {
  const matching = firms.filter((firm) => firm.industry === industry);
  const pool = matching.length > 0 ? matching : firms;
  const town = ancestorAt(village, 'TOWN');
  const close = pool.filter((firm) => ancestorAt(firm.village, 'TOWN') === town);
  const choice = close.length > 0 ? close : pool;
  return choice[place % choice.length] as Firm;
};

interface Course {
  readonly firm: Firm;
  readonly place: number;
  readonly sound: readonly Firm[];
}

/** Before, one in three was with the same cooperative. */
const earlier = (person: Person, { firm, place, sound }: Course): Firm =>
  place % 3 === 0
    ? firm
    : nearest(
        person,
        sound.filter((other) => other !== firm),
        place + 1,
      );

interface Bound {
  readonly people: readonly Person[];
  readonly first: readonly { readonly person: Person; readonly firm: Firm; readonly place: number }[];
  readonly sound: readonly Firm[];
}

/** Second bindings of households that are covered already, and those of low income. */
const more = (size: Size, { people, first, sound }: Bound): readonly Tie[] => {
  const covered = first.filter(({ place }) => !isGap(place)).slice(-size.boundTwice);
  const twice = covered.map(({ person, firm }, place) => {
    const others = sound.filter(({ industry }) => industry !== firm.industry);
    return tieOf(person, others[place % others.length] as Firm, 2025);
  });
  const poor = people.filter((person) => !isTarget(person)).slice(0, size.boundOfLowIncome);
  return [...twice, ...poor.map((person, place) => tieOf(person, nearest(person, sound, place), 2025))];
};

/** Both by work and by dividend; by work alone where nobody asked what the household wants to grow. */
const formsOf = ({ person }: Tie): LinkageForm[] =>
  person.industry === null ? ['LABOUR_EMPLOYMENT'] : ['LABOUR_EMPLOYMENT', 'PROFIT_DIVIDEND'];

/** Proposed by the village and activated by the county, as from the first day of the year. */
export const bindAll = async (office: Office, ties: readonly Tie[], year: Tie['since']): Promise<void> => {
  const on = calendarDate(year === 2024 ? '2024-01-02' : '2025-01-01');
  const own = ties.filter(({ since }) => since === year);
  await office.each(`household bindings ${String(year)}`, own, (one) => bind(office, one, on));
};

export const bind = async (office: Office, one: Tie, on: CalendarDate): Promise<void> => {
  const { person, firm, id } = one;
  const by = officer('VILLAGE_INFORMANT', person.village);
  const proposed = {
    ...{ householdId: person.id, entityId: firm.id, industry: firm.industry, forms: formsOf(one) },
    ...{ startDate: on, agreementDueBy: calendarDate(`${on.slice(0, 4)}-06-30`) },
  };
  const consentRef = `同意书-${person.householdNo}-${on.slice(0, 4)}`;
  await office.send(ProposeHouseholdBinding, proposed, { by, on });
  await office.send(SubmitForReview, { consentRef }, { by, id, on });
  const isOther = person.industry !== null && person.industry !== firm.industry;
  const judged = isOther ? { match: 'MATCHED' as const, matchOverrideReason: '劳务带动，不限产业' } : {};
  await office.send(ActivateBinding, judged, {
    by: officerFor(person.village, 'COUNTY', 'COUNTY_INFORMANT'),
    ...{ id, on, again: String(on) },
  });
};
