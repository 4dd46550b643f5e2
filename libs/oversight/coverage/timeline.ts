import type { CalendarDate } from '@kernel/calendar-date';
import type { WeakerForm } from '@kernel/linkage';
import { courseOf, heldOn, sameAs, turningDays, type Course } from './course';
import type { Binding, Weight } from './binding';
import { linksIn, type Entity, type Links } from './entity';
import type { Household } from './household';
import { higher, profileMark, type Profile } from './profile';
import { ALL, OPEN, type Segment } from './segment';

/** What the household is seen with. */
export interface Surroundings {
  readonly entity: (id: string) => Entity;
}

/** A binding on a day. */
interface Bond extends Pick<Binding, 'entityId' | 'relation' | 'industry'> {
  readonly weight: Exclude<Weight, 'NONE'>;
  /** What the entity reaches; null while the binding or the entity is suspended, and nothing counts. */
  readonly reach: Links | null;
}

/** Without those that are over, that are with an entity which is out of the register, or whose forms weigh nothing. */
const bondsOn = (
  bindings: readonly Binding[],
  { entity }: Surroundings,
  day: CalendarDate,
): readonly Bond[] =>
  bindings.flatMap(({ entityId, relation, industry, ...binding }) => {
    const [inForce, weight] = [heldOn(binding.inForce, day), heldOn(binding.weight, day) ?? 'NONE'];
    const reach = heldOn(entity(entityId).reach, day) ?? null;
    if (inForce === undefined || inForce === false || weight === 'NONE' || reach === null) return [];
    return [{ entityId, relation, industry, weight, reach: inForce === true ? linksIn(reach) : null }];
  });

interface Counting extends Bond {
  readonly reach: Links;
}

const counts = (bond: Bond): bond is Counting => bond.reach !== null;

const isOfCooperative = ({ relation }: Bond): boolean => relation === 'HC';

const cooperativeBy = (bonds: readonly Bond[]): Profile['cooperative'] => {
  const bound = bonds.filter(counts);
  if (bound.length === 0) return bonds.length === 0 ? 'NONE' : 'SUSPENDED';
  const forms: WeakerForm[] = [];
  for (const { weight } of bound) {
    if (weight === 'FULL') return 'FULL';
    forms.push(...weight);
  }
  return forms;
};

const directBy = (bound: readonly Counting[]): Profile['direct'] => {
  if (bound.length === 0) return 'NONE';
  return bound.reduce<Profile['enterprise']>((best, { reach }) => higher(best, reach.own), null) ?? 'OTHER';
};

const linksBy = (bonds: readonly Bond[]) => {
  const counting = bonds.filter(counts);
  const bound = counting.filter(isOfCooperative);
  const best = (levelOf: (one: Counting) => Profile['enterprise']) =>
    bound.reduce<Profile['enterprise']>((level, one) => higher(level, levelOf(one)), null);
  return {
    cooperative: cooperativeBy(bonds.filter(isOfCooperative)),
    enterprise: best(({ reach }) => reach.level),
    sameIndustry: best(({ reach, industry }) => reach.chains[industry]?.level ?? null),
    direct: directBy(counting.filter(({ relation }) => relation === 'HE')),
  };
};

const factsOn = (household: Household, day: CalendarDate) => {
  const { conditions = false, willing = false } = heldOn(household.assessment, day) ?? {};
  return {
    alleviated: heldOn(household.alleviated, day) ?? false,
    monitoring: heldOn(household.monitoring, day) ?? ('NONE' as const),
    lowIncome: heldOn(household.lowIncome, day) ?? false,
    conditions,
    willing,
  };
};

type Standing = Pick<Segment, 'key' | 'division' | 'profile' | 'cooperativeIds'>;

const cooperativesOf = (bonds: readonly Bond[]): readonly string[] =>
  [
    ...new Set(
      bonds
        .filter(counts)
        .filter(isOfCooperative)
        .map(({ entityId }) => entityId),
    ),
  ].sort();

/** What the household counts for on a day, under ALL and under each industry it is bound in, or would be were nothing suspended. */
export const standingsOn = (
  household: Household,
  around: Surroundings,
  day: CalendarDate,
): readonly Standing[] => {
  const division = heldOn(household.village, day) ?? null;
  if (division === null) return [];
  const facts = factsOn(household, day);
  const bonds = bondsOn(household.bindings, around, day).filter(
    (bond) => counts(bond) || isOfCooperative(bond),
  );
  const industries = [...new Set(bonds.map(({ industry }) => industry))].sort();
  return [ALL, ...industries].map((key) => {
    const mine = key === ALL ? bonds : bonds.filter(({ industry }) => industry === key);
    const profile = profileMark({ ...facts, ...linksBy(mine) });
    return { key, division, profile, cooperativeIds: cooperativesOf(mine) };
  });
};

const daysOf = (household: Household, { entity }: Surroundings): readonly CalendarDate[] => {
  const { village, alleviated, monitoring, lowIncome, assessment, bindings } = household;
  const mine = [village, alleviated, monitoring, lowIncome, assessment];
  const theirs = bindings.flatMap((one) => [one.inForce, one.weight, entity(one.entityId).reach]);
  return turningDays([...mine, ...theirs]);
};

/** The household's whole story as known now; what was known before keeps the day since when. */
export const timelineOf = (
  household: Household,
  around: Surroundings,
  recorded: CalendarDate,
): readonly Segment[] => {
  const days = daysOf(household, around);
  const byDay = new Map(days.map((day) => [day, standingsOn(household, around, day)]));
  const keys = new Set([...byDay.values()].flat().map(({ key }) => key));
  const segments = [...keys].flatMap((key) =>
    segmentsOf(courseOf(days, (day) => byDay.get(day)?.find((standing) => standing.key === key) ?? null)),
  );
  return segments.map((segment) => {
    const known = household.timeline.find((before) => sameSegment(before, segment));
    return known ?? { ...segment, recordedFrom: recorded };
  });
};

const segmentsOf = (course: Course<Standing | null>): readonly Omit<Segment, 'recordedFrom'>[] =>
  course.flatMap(({ from, value }, index) =>
    value === null ? [] : [{ ...value, from, to: course[index + 1]?.from ?? OPEN }],
  );

const sameSegment = (known: Segment, segment: Omit<Segment, 'recordedFrom'>): boolean =>
  known.key === segment.key &&
  known.from === segment.from &&
  known.to === segment.to &&
  known.division === segment.division &&
  known.profile === segment.profile &&
  sameAs(known.cooperativeIds, segment.cooperativeIds);
