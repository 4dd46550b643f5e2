import { ancestorAt, spanOf } from '@kernel/division-code';
import type { Firm } from './economy';
import type { Tie } from './ties';

/** An agreement before it is drafted: what a cooperative promises which of its households. */
export interface Draft {
  readonly firm: Firm;
  readonly ties: readonly Tie[];
  readonly year: Tie['since'];
  readonly isForOneYear: boolean;
}

/** An agreement with the number that the government gave it. */
export interface Pact extends Draft {
  readonly id: string;
  readonly number: string;
}

/** Shares of the dividend: 300 yuan a year each. */
export const sharesOf = ({ person }: Tie): number => 1 + (person.index % 5);

export const FEN_PER_SHARE = 30_000;

export const promisedFen = ({ ties }: Draft): number =>
  ties.reduce((sum, one) => sum + sharesOf(one) * FEN_PER_SHARE, 0);

/** Who signs for the government: the village, the town or the county that holds all the villages. */
export const levelOf = ({ firm, ties }: Draft): 'VILLAGE' | 'TOWN' | 'COUNTY' => {
  const span = spanOf([firm.village, ...ties.map(({ person }) => person.village)]);
  return span === 'VILLAGE' || span === 'TOWN' ? span : 'COUNTY';
};

/**
 * Each cooperative makes one agreement for those who stay, one for those of the first year only and one for those who
 * come in the second; the largest are made town by town until there are as many as there shall be. The first stays whole.
 */
export const planDrafts = (ties: readonly Tie[], count: number): readonly Draft[] => {
  const groups = new Map<string, Draft>();
  for (const one of ties) {
    const { firm, since: year, isForOneYear } = one;
    const key = `${firm.id} ${String(year)} ${String(isForOneYear)}`;
    const draft = groups.get(key) ?? { firm, year, isForOneYear, ties: [] };
    groups.set(key, { ...draft, ties: [...draft.ties, one] });
  }
  const [first, ...others] = groups.values();
  return first === undefined ? [] : [first, ...divided(others, count - 1)];
};

const divided = (drafts: readonly Draft[], count: number): readonly Draft[] => {
  if (drafts.length >= count) return drafts;
  const largest = drafts.reduce((most, draft) => (partsOf(draft) > partsOf(most) ? draft : most));
  if (partsOf(largest) === 0) return drafts;
  return divided(
    drafts.flatMap((draft) => (draft === largest ? byTown(draft) : [draft])),
    count,
  );
};

const isNear = ({ firm }: Draft, { person }: Tie): boolean =>
  ancestorAt(person.village, 'TOWN') === ancestorAt(firm.village, 'TOWN');

/** How many households the smaller of the two parts would have. */
const partsOf = (draft: Draft): number => {
  const near = draft.ties.filter((one) => isNear(draft, one)).length;
  return Math.min(near, draft.ties.length - near);
};

const byTown = (draft: Draft): readonly Draft[] => [
  { ...draft, ties: draft.ties.filter((one) => isNear(draft, one)) },
  { ...draft, ties: draft.ties.filter((one) => !isNear(draft, one)) },
];
