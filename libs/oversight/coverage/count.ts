import { lineage } from '@kernel/division-code';
import type { Contribution, TallyChange } from '@projection/tally';
import type { Measures, Steps } from '@projection/tally-steps';
import type { Change } from './change';
import { linksIn, type Entity, type Reach } from './entity';
import { OPEN, revisionOf, type Segment } from './segment';

/** Tally key of bindings in force between cooperatives and enterprises; measured by industry. */
export const CHAINS = 'CHAINS';
/** Tally key of entities in good standing; measured by home village. */
export const HOMES = 'HOMES';

/** What a household counts for: one under ALL, and one under each industry it is bound in. */
const householdContributions = (timeline: readonly Segment[]): readonly Contribution[] => {
  const places = new Map<string, Segment[]>();
  for (const segment of timeline) {
    const place = `${segment.key}|${segment.division}`;
    places.set(place, [...(places.get(place) ?? []), segment]);
  }
  return [...places.values()].flatMap((segments) => {
    const [first] = segments;
    if (first === undefined) return [];
    const { key, division } = first;
    return [{ key, divisions: lineage(division), steps: stepsOf(segments) }];
  });
};

/** The segments of one key and village ascend; between them the household is elsewhere. */
const stepsOf = (segments: readonly Segment[]): Steps =>
  segments.flatMap(({ from, to, profile }, index) => {
    const next = segments[index + 1];
    const step = { from, measures: { [profile]: 1 } };
    return to === OPEN || next?.from === to ? [step] : [step, { from: to, measures: {} }];
  });

/** What an entity counts for: itself in its home village, and its bindings to enterprises by industry. */
const entityContributions = ({ division, reach }: Entity): readonly Contribution[] => {
  if (division === '') return [];
  const chains = reach.map(({ from, value }) => ({ from, measures: chainCounts(value) }));
  const homes = reach.map(({ from, value }) => ({
    from,
    measures: linksIn(value) === null ? {} : { [division]: 1 },
  }));
  const divisions = lineage(division);
  return [
    { key: CHAINS, divisions, steps: chains },
    { key: HOMES, divisions, steps: homes },
  ];
};

const chainCounts = (reach: Reach): Measures =>
  Object.fromEntries(
    Object.entries(linksIn(reach)?.chains ?? {}).map(([industry, { count }]) => [industry, count]),
  );

/** What stays as it was needs no counting: it would cancel out. */
export const tallyChange = ({ recorded, households, entities }: Change): TallyChange => {
  const revisions = households.map(({ before, after }) => revisionOf(before.timeline, after.timeline));
  const turned = entities.filter(
    ({ before, after }) => before.reach !== after.reach || before.division !== after.division,
  );
  return {
    recorded,
    before: [
      ...revisions.flatMap(({ dropped }) => householdContributions(dropped)),
      ...turned.flatMap(({ before }) => entityContributions(before)),
    ],
    after: [
      ...revisions.flatMap(({ added }) => householdContributions(added)),
      ...turned.flatMap(({ after }) => entityContributions(after)),
    ],
  };
};
