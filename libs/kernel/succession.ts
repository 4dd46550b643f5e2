import type { CalendarDate } from './calendar-date';
import { codeRange, lineage, parentOf, type CodeRange, type DivisionCode } from './division-code';

/** A code whose place another took from a day on, where exactly one did: of a split nobody knows who went where. */
export type Succession = {
  readonly code: DivisionCode;
  readonly into: DivisionCode;
  readonly on: CalendarDate;
  /** Instant it was recorded, ISO 8601 in UTC. */
  readonly recordedAt: string;
};

/** What took the place of each code that is used no longer, at one moment. */
export type SuccessorMap = ReadonlyMap<DivisionCode, DivisionCode>;

export const NO_SUCCESSORS: SuccessorMap = new Map();

/** Of those that count at the moment. */
export const successorsAmong = (
  successions: readonly Succession[],
  counts: (one: Succession) => boolean,
): SuccessorMap =>
  successions.length === 0
    ? NO_SUCCESSORS
    : new Map(successions.filter(counts).map(({ code, into }) => [code, into]));

/**
 * A division and all that it is counted in: what took its place, or else what lies above it, and so on up. What was written under a
 * code stays so, and reports of whatever took the code's place count it (3.4, 5).
 */
export const placesOf = (code: DivisionCode, successors: SuccessorMap): readonly DivisionCode[] => {
  const places = new Set<DivisionCode>();
  for (let place: DivisionCode | null = code; place !== null;) {
    places.add(place);
    const successor = successors.get(place);
    place = successor === undefined || places.has(successor) ? parentOf(place) : successor;
  }
  return [...places];
};

/** Whether a division is another, lies inside it, or is counted there by what took its place. */
export const liesIn = (inner: DivisionCode, outer: DivisionCode, successors: SuccessorMap): boolean =>
  placesOf(inner, successors).includes(outer);

/** The code that a division's own statistics go on under: the last that took its place, itself where none did. */
export const countedAs = (code: DivisionCode, successors: SuccessorMap): DivisionCode => {
  const seen = new Set([code]);
  let last = code;
  for (let next = successors.get(code); next !== undefined && !seen.has(next); next = successors.get(next)) {
    seen.add(next);
    last = next;
  }
  return last;
};

/** Codes of which a report counts all that lies inside, and those inside of them of which it does not. */
export interface Territory {
  readonly counted: readonly DivisionCode[];
  readonly without: readonly DivisionCode[];
}

/** What a report of the division is about. */
export const territoryOf = (division: DivisionCode, successors: SuccessorMap): Territory => {
  if (successors.size === 0) return { counted: [division], without: [] };
  const isCounted = (code: DivisionCode | undefined): boolean =>
    code !== undefined && liesIn(code, division, successors);
  const isBorder = (code: DivisionCode): boolean => code === division || successors.has(code);
  const turned = [...successors.keys()]
    .filter((code) => code !== division)
    .map((code) => ({
      code,
      isIn: isCounted(code),
      isAround: isCounted(lineage(code).slice(1).find(isBorder)),
    }))
    .filter(({ isIn, isAround }) => isIn !== isAround);
  const codesOf = (wanted: boolean) => turned.filter(({ isIn }) => isIn === wanted).map(({ code }) => code);
  return { counted: [division, ...codesOf(true)], without: codesOf(false) };
};

const cut = (ranges: readonly CodeRange[], { from, to }: CodeRange): readonly CodeRange[] =>
  ranges
    .flatMap((range) => [
      { from: range.from, to: range.to < from ? range.to : from },
      { from: range.from > to ? range.from : to, to: range.to },
    ])
    .filter((range) => range.from < range.to);

/** The codes of a territory as ranges that ascend and do not touch, for an indexed query. */
export const rangesOf = ({ counted, without }: Territory): readonly CodeRange[] => {
  const steps = [...counted, ...without]
    .map((code) => ({ ...codeRange(code), isIn: counted.includes(code), depth: lineage(code).length }))
    .sort((a, b) => a.depth - b.depth);
  const ranges = steps.reduce<readonly CodeRange[]>(
    (all, { isIn, from, to }) => (isIn ? [...all, { from, to }] : cut(all, { from, to })),
    [],
  );
  return [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1)).reduce(joined, []);
};

/** What of the first lies in none of the others. */
export const rangesBeyond = (
  ranges: readonly CodeRange[],
  others: readonly CodeRange[],
): readonly CodeRange[] => others.reduce(cut, ranges);

const joined = (all: readonly CodeRange[], range: CodeRange): readonly CodeRange[] => {
  const last = all.at(-1);
  return last?.to === range.from ? [...all.slice(0, -1), { from: last.from, to: range.to }] : [...all, range];
};
