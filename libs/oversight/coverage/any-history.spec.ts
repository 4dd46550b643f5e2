import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, calendarDate, recordedDate, type CalendarDate } from '@kernel/calendar-date';
import { lineage, type DivisionCode } from '@kernel/division-code';
import { liesIn, territoryOf, type SuccessorMap } from '@kernel/succession';
import { derivedId } from '@kernel/ids';
import {
  LEADING_LEVELS,
  WEAKER_FORMS,
  type Industry,
  type LeadingLevel,
  type LinkageForm,
} from '@kernel/linkage';
import { tallyBy, tallyIn } from '@projection/tally';
import type { TallyBucket } from '@projection/tally-bucket';
import { recorded, type Happening } from '@testing/events';
import { MemoryFold } from '@testing/memory-fold';
import { COLLECTIONS } from './collections';
import type { CoverageRow } from './coverage-row';
import { higher, profileMark, type Profile } from './profile';
import { coverage } from './projector';
import { ALL } from './segment';
import {
  approved,
  binding,
  bindingId,
  bound,
  chain,
  chained,
  chainId,
  COUNTY,
  entity,
  entityId,
  FIRST_VILLAGE,
  household,
  householdId,
  merged,
  OTHER_VILLAGE,
  PANXI,
  SECOND_VILLAGE,
} from './story';

type Told = { readonly on: string; readonly recorded: string };

const first = calendarDate('2025-01-20');
const day = (n: number): CalendarDate => addDays(first, n);

const NUMBERS = ['h1', 'h2', 'h3'];
const COOPS = ['coop-a', 'coop-b'];
const ENTERPRISES = ['big', 'small'];
const KEYS: readonly Industry[] = ['FRUIT', 'TOBACCO'];
const FORMS: readonly (readonly LinkageForm[])[] = [
  ['ORDER_FARMING'],
  ['TECHNICAL_SERVICE'],
  ['MARKET_MATCHMAKING', 'SOCIALIZED_SERVICE'],
  ['OTHER'],
];

const either = <T>(...values: readonly T[]) => fc.constantFrom(...values);

const ofHousehold = fc
  .tuple(
    either(...NUMBERS),
    fc.nat(10),
    fc.boolean(),
    fc.boolean(),
    either(FIRST_VILLAGE, SECOND_VILLAGE, OTHER_VILLAGE),
  )
  .map(([no, kind, yes, no2, village]) => (when: Told): readonly Happening[] => {
    const one = household(no);
    const all = [
      one.alleviated(when),
      one.neverAlleviated(when),
      one.monitored(when),
      one.riskEliminated(when),
      one.lowIncome(when),
      one.lowIncomeCleared(when),
      one.assessed(when, yes, no2),
      one.assessed(when),
      one.moved(village, when),
      one.vanished(when),
      one.registered(village, when),
    ];
    return all.slice(kind, kind + 1);
  });

const ofBinding = fc
  .tuple(either(...NUMBERS), either(...COOPS), either(...KEYS), either(...FORMS), fc.nat(6))
  .map(([no, coop, industry, forms, kind]) => (when: Told): readonly Happening[] => {
    const one = binding(no, coop, { industry, forms });
    const proposal = one.proposed(when);
    const all = [
      [one.activated(when)],
      [one.activated(when, 'accepted')],
      [one.suspended(when)],
      [one.resumed(when)],
      [one.ended(when)],
      [one.formsChanged(when, forms)],
      [],
    ];
    return [proposal, ...(all[kind] ?? [])];
  });

const ofEntity = fc
  .tuple(either(...COOPS, ...ENTERPRISES), either<LeadingLevel>(...LEADING_LEVELS), fc.nat(4))
  .map(([name, level, kind]) => (when: Told): readonly Happening[] => {
    const one = entity(name);
    const all = [
      one.approved(when),
      one.suspended(when),
      one.resumed(when),
      one.revoked(when),
      one.levelChanged(level, when),
    ];
    return all.slice(kind, kind + 1);
  });

const ofChain = fc
  .tuple(either(...ENTERPRISES), either(...COOPS), either(...KEYS), fc.nat(2))
  .map(([enterprise, coop, industry, kind]) => (when: Told): readonly Happening[] => {
    const one = chain(enterprise, coop, industry);
    const all = [one.activated(when), one.suspended(when), one.ended(when)];
    return [one.proposed(when), ...all.slice(kind, kind + 1)];
  });

const ofVillage = fc.constant((when: Told): readonly Happening[] => [
  merged(SECOND_VILLAGE, FIRST_VILLAGE, when),
]);

const turns = fc.oneof(
  { weight: 5, arbitrary: ofHousehold },
  { weight: 6, arbitrary: ofBinding },
  { weight: 3, arbitrary: ofEntity },
  { weight: 3, arbitrary: ofChain },
  { weight: 2, arbitrary: ofVillage },
);

const history: fc.Arbitrary<readonly Happening[]> = fc
  .array(fc.record({ make: turns, on: fc.nat(70), recorded: fc.nat(70) }), { maxLength: 30 })
  .map((told) => {
    const beginning = [
      ...NUMBERS.map((no, n) => household(no).registered(n === 0 ? FIRST_VILLAGE : SECOND_VILLAGE, day(0))),
      ...[...COOPS, ...ENTERPRISES].flatMap((name) =>
        approved(name, day(0), ENTERPRISES.includes(name) ? { level: 'COUNTY' } : {}),
      ),
      ...NUMBERS.flatMap((no) => bound(no, 'coop-a', day(1))),
      ...chained('big', 'coop-a', day(2)),
    ];
    const later = [...told].sort((a, b) => a.recorded - b.recorded);
    return [
      ...beginning,
      ...later.flatMap(({ make, on, recorded: known }) => make({ on: day(on), recorded: day(known + 3) })),
    ];
  });

/** What is known and true at a moment, asked event by event: no steps, no deltas, no documents. */
class Witness {
  readonly #known: readonly Happening[];

  constructor(
    happenings: readonly Happening[],
    readonly asOf: string,
    knownAt: string,
  ) {
    this.#known = happenings.filter(({ recordedAt = '' }) => recordedDate(recordedAt) <= knownAt);
  }

  /** The last of these events that is true by then. */
  last(stream: string, ...types: readonly string[]): Happening | undefined {
    return this.#known.findLast(
      (one) => one.stream === stream && types.includes(one.type) && (one.effectiveDate ?? '') <= this.asOf,
    );
  }

  /** The proposal that an activation made good, whatever the days. */
  proposedBefore(activation: Happening): readonly LinkageForm[] {
    const before = this.#known.slice(0, this.#known.indexOf(activation));
    const proposal = before.findLast(
      ({ stream, type }) => stream === activation.stream && type === 'HouseholdBindingProposed',
    );
    return proposal?.data?.['forms'] as unknown as readonly LinkageForm[];
  }

  isLast(stream: string, yes: readonly string[], no: readonly string[]): boolean {
    return yes.includes(this.last(stream, ...yes, ...no)?.type ?? '');
  }
}

const inGoodStanding = (witness: Witness, name: string): boolean =>
  witness.isLast(
    `entity-${entityId(name)}`,
    ['EntityApproved', 'EntityResumed'],
    ['EntitySuspended', 'EligibilityRevoked'],
  );

const levelThen = (witness: Witness, name: string): LeadingLevel | null => {
  const told = witness.last(`entity-${entityId(name)}`, 'EntityRegistered', 'LeadingLevelChanged')?.data;
  return (told?.['level'] ?? told?.['leadingLevel'] ?? null) as LeadingLevel | null;
};

const enterpriseLevel = (
  witness: Witness,
  coop: string,
  industries: readonly Industry[],
): LeadingLevel | null =>
  ENTERPRISES.filter((name) => inGoodStanding(witness, name)).reduce<LeadingLevel | null>((best, name) => {
    const isBound = industries.some((industry) =>
      witness.isLast(
        `enterpriseBinding-${chainId(name, coop, industry)}`,
        ['EnterpriseBindingActivated'],
        ['EnterpriseBindingSuspended', 'EnterpriseBindingEnded'],
      ),
    );
    return isBound ? higher(best, levelThen(witness, name)) : best;
  }, null);

/** Ended, or with a cooperative that is revoked. */
const isOver = (witness: Witness, no: string, { coop, industry }: Link): boolean => {
  const stream = `householdBinding-${bindingId(no, coop, industry)}`;
  const running = ['HouseholdBindingActivated', 'BindingResumed', 'BindingSuspended'];
  const standing = ['EntityApproved', 'EntityResumed', 'EntitySuspended'];
  return !(
    witness.isLast(stream, running, ['HouseholdBindingEnded']) &&
    witness.isLast(`entity-${entityId(coop)}`, standing, ['EligibilityRevoked'])
  );
};

const isSuspended = (witness: Witness, no: string, { coop, industry }: Link): boolean =>
  !inGoodStanding(witness, coop) ||
  witness.isLast(
    `householdBinding-${bindingId(no, coop, industry)}`,
    ['BindingSuspended'],
    ['HouseholdBindingActivated', 'BindingResumed'],
  );

/** Forms of a binding that counts, or is suspended; null where it does neither. */
const countingForms = (witness: Witness, no: string, link: Link): readonly LinkageForm[] | null => {
  const stream = `householdBinding-${bindingId(no, link.coop, link.industry)}`;
  if (isOver(witness, no, link)) return null;
  const told = witness.last(stream, 'HouseholdBindingActivated', 'BindingFormsChanged');
  if (told === undefined) return null;
  const forms =
    told.type === 'BindingFormsChanged'
      ? (told.data?.['forms'] as unknown as readonly LinkageForm[])
      : witness.proposedBefore(told);
  const isAccepted = told.data?.['otherFormAcceptance'] !== null;
  const counting = forms.filter((form) => form !== 'OTHER' || isAccepted);
  return counting.length === 0 ? null : counting;
};

interface Link {
  readonly coop: string;
  readonly industry: Industry;
}

const linksThen = (witness: Witness, no: string, industries: readonly Industry[]) => {
  const running = COOPS.flatMap((coop) => industries.map((industry) => ({ coop, industry }))).flatMap(
    (link) => {
      const forms = countingForms(witness, no, link);
      return forms === null ? [] : [{ ...link, forms }];
    },
  );
  const bonds = running.filter((bond) => !isSuspended(witness, no, bond));
  const forms = bonds.flatMap((bond) => bond.forms);
  const isWeak = forms.every((form) => WEAKER_FORMS.some((weaker) => weaker === form));
  const best = (levelOf: (bond: Link) => LeadingLevel | null) =>
    bonds.reduce<LeadingLevel | null>((level, bond) => higher(level, levelOf(bond)), null);
  const weaker = WEAKER_FORMS.filter((form) => forms.includes(form));
  const unbound = running.length === 0 ? ('NONE' as const) : ('SUSPENDED' as const);
  return {
    cooperative: bonds.length === 0 ? unbound : isWeak ? weaker : ('FULL' as const),
    enterprise: best(({ coop }) => enterpriseLevel(witness, coop, KEYS)),
    sameIndustry: best(({ coop, industry }) => enterpriseLevel(witness, coop, [industry])),
    direct: 'NONE' as const,
  };
};

const said = (told: Happening | undefined, field: string): DivisionCode | null =>
  (told?.data?.[field] ?? null) as DivisionCode | null;

/** Where the household was then: the village it is said to live in, and all that is counted by what took that one's place. */
const placesThen = (witness: Witness, no: string): readonly DivisionCode[] => {
  const stream = `household-${householdId(no)}`;
  const told = witness.last(stream, 'HouseholdRegistered', 'HouseholdMoved', 'HouseholdVanished');
  if (told === undefined || told.type === 'HouseholdVanished') return [];
  const village = said(told, 'to') ?? said(told, 'villageCode');
  if (village === null) return [];
  return [village, ...lineage(successorThen(witness, village) ?? village)];
};

const successorThen = (witness: Witness, village: DivisionCode): DivisionCode | null =>
  said(witness.last(`division-${derivedId('division', village)}`, 'DivisionMerged'), 'into');

const profileThen = (witness: Witness, no: string, industries: readonly Industry[]): Profile => {
  const stream = `household-${householdId(no)}`;
  const monitoring = witness.last(stream, 'MonitoringIdentified', 'RiskEliminated')?.type;
  const assessed = witness.last(stream, 'EligibilityAssessed')?.data;
  const risk = monitoring === 'RiskEliminated' ? 'RISK_ELIMINATED' : 'MONITORED';
  return {
    alleviated: witness.isLast(stream, ['AlleviatedRecordSet'], ['AlleviatedRecordVoided']),
    monitoring: monitoring === undefined ? 'NONE' : risk,
    lowIncome: witness.isLast(stream, ['LowIncomeSet'], ['LowIncomeCleared']),
    conditions: assessed?.['hasDevelopmentConditions'] === true,
    willing: assessed?.['isWilling'] === true,
    ...linksThen(witness, no, industries),
  };
};

type Counts = Readonly<Record<string, number>>;

const grouped = (marks: readonly string[]): Counts => {
  const counts: Record<string, number> = {};
  for (const mark of marks) counts[mark] = (counts[mark] ?? 0) + 1;
  return counts;
};

/** One by one, under ALL or under an industry in which the household is bound, or suspended. */
const witnessed = (witness: Witness, key: string, division: DivisionCode): Counts =>
  grouped(
    NUMBERS.flatMap((no) => {
      if (!placesThen(witness, no).includes(division)) return [];
      const profile = profileThen(witness, no, key === ALL ? KEYS : [key as Industry]);
      return key !== ALL && profile.cooperative === 'NONE' ? [] : [profileMark(profile)];
    }),
  );

const tallied = (fold: MemoryFold, key: string, { division, successors, ...days }: Asking): Counts => {
  const buckets = (fold.all(COLLECTIONS.tally) as readonly TallyBucket[]).filter(
    (bucket) => bucket.key === key,
  );
  const measures = tallyIn(tallyBy('division', buckets), territoryOf(division, successors), days);
  return Object.fromEntries(Object.entries(measures).filter(([, amount]) => amount !== 0));
};

const listed = (fold: MemoryFold, key: string, { division, successors, asOf, knownAt }: Asking): Counts =>
  grouped(
    (fold.all(COLLECTIONS.rows) as readonly CoverageRow[])
      .filter((row) => row.key === key && liesIn(row.division, division, successors))
      .filter(({ from, to }) => from <= asOf && asOf < to)
      .filter(({ recordedFrom, recordedTo }) => recordedFrom <= knownAt && knownAt < recordedTo)
      .map(({ profile }) => profile),
  );

interface Asking {
  readonly division: DivisionCode;
  readonly successors: SuccessorMap;
  readonly asOf: CalendarDate;
  readonly knownAt: CalendarDate;
}

const successorsThen = (witness: Witness): SuccessorMap =>
  new Map(
    [FIRST_VILLAGE, SECOND_VILLAGE].flatMap((village) => {
      const into = successorThen(witness, village);
      return into === null ? [] : [[village, into]];
    }),
  );

const questions = fc.array(
  fc.record({
    key: either<string>(ALL, ...KEYS),
    division: either<DivisionCode>(COUNTY, PANXI, FIRST_VILLAGE, SECOND_VILLAGE, OTHER_VILLAGE),
    asOf: fc.nat(80).map((n) => day(n - 2)),
    knownAt: fc.nat(80).map((n) => day(n - 2)),
  }),
  { minLength: 8, maxLength: 8 },
);

describe('any history', () => {
  it('gives the same figure by tally, by list and by counting one by one, for any two days', () => {
    const property = fc.property(history, questions, (happenings, asked) => {
      const fold = new MemoryFold(coverage);
      for (const event of recorded(happenings)) fold.take(event);
      for (const { key, ...place } of asked) {
        const witness = new Witness(happenings, place.asOf, place.knownAt);
        const expected = witnessed(witness, key, place.division);
        const asking = { ...place, successors: successorsThen(witness) };
        expect(tallied(fold, key, asking)).toEqual(expected);
        expect(listed(fold, key, asking)).toEqual(expected);
      }
    });
    fc.assert(property, { numRuns: 40 });
  });
});
