/**
 * Administrative division code: always the full 12 digits as text, higher levels padded with zeros
 * (GB/T 2260, GB/T 10114): `530424000000` 华宁县, `530424102000` 盘溪镇, `530424102201` a village.
 */
export type DivisionCode = string & { readonly __brand: 'DivisionCode' };

export const DIVISION_LEVELS = ['PROVINCE', 'CITY', 'COUNTY', 'TOWN', 'VILLAGE'] as const;
export type DivisionLevel = (typeof DIVISION_LEVELS)[number];

const SIGNIFICANT = { PROVINCE: 2, CITY: 4, COUNTY: 6, TOWN: 9, VILLAGE: 12 } as const;

/** Town and village digits: none, or a town with or without a village. */
const INSIDE = '(?:0{6}|(?!000)\\d{6})';
/** 东莞, 中山, 儋州 and 嘉峪关 have towns and no counties. */
const WITHOUT_COUNTIES = '(?:4419|4420|4604|6202)00';
const FORM = new RegExp(
  `^(?:[1-8]\\d(?:0{10}|(?!00)\\d\\d(?:0{8}|(?!00)\\d\\d${INSIDE}))|${WITHOUT_COUNTIES}${INSIDE})$`,
);

/** 12 digits whose zero padding starts at a level border, e.g. not `530400102201`. */
export const isDivisionCode = (text: unknown): text is DivisionCode =>
  typeof text === 'string' && FORM.test(text);

export const divisionCode = (text: string): DivisionCode => {
  if (!isDivisionCode(text)) throw new RangeError(`not a 12-digit division code: ${text}`);
  return text;
};

export const levelOf = (code: DivisionCode): DivisionLevel => {
  if (code.slice(9) !== '000') return 'VILLAGE';
  if (code.slice(6, 9) !== '000') return 'TOWN';
  if (code.slice(4, 6) !== '00') return 'COUNTY';
  return code.slice(2, 4) === '00' ? 'PROVINCE' : 'CITY';
};

const CITY_OF_TOWNS = new RegExp(`^${WITHOUT_COUNTIES}0{6}$`);

/** Whether the division is a county, or a city that is governed like one. */
export const isCountyOfTowns = (code: DivisionCode): boolean =>
  levelOf(code) === 'COUNTY' || CITY_OF_TOWNS.test(code);

/** The digits that count at the code's own level; the prefix that everything inside it shares. */
export const significant = (code: DivisionCode): string => code.slice(0, SIGNIFICANT[levelOf(code)]);

/** Whether `inner` is `outer` or lies inside it. */
export const within = (inner: DivisionCode, outer: DivisionCode): boolean =>
  inner.startsWith(significant(outer));

export const ancestorAt = (code: DivisionCode, level: DivisionLevel): DivisionCode =>
  code.slice(0, SIGNIFICANT[level]).padEnd(12, '0') as DivisionCode;

export const parentOf = (code: DivisionCode): DivisionCode | null => {
  const level = DIVISION_LEVELS.indexOf(levelOf(code));
  const above = DIVISION_LEVELS[level - 1];
  return above === undefined ? null : ancestorAt(code, above);
};

/** From the code itself up to its province: the order in which parameters are resolved and statistics roll up. */
export const lineage = (code: DivisionCode): readonly DivisionCode[] => {
  const parent = parentOf(code);
  return parent === null ? [code] : [code, ...lineage(parent)];
};

/** The lowest level whose division holds all the codes: how far a set of villages spans (R11). */
export const spanOf = (codes: readonly DivisionCode[]): DivisionLevel | 'NATION' => {
  const [first] = codes;
  if (first === undefined) throw new RangeError('no codes to span');
  const level = [...DIVISION_LEVELS]
    .reverse()
    .find((candidate) => codes.every((code) => code.startsWith(first.slice(0, SIGNIFICANT[candidate]))));
  return level ?? 'NATION';
};

/** Half-open: `[from, to)`. */
export interface CodeRange {
  readonly from: string;
  readonly to: string;
}

/** The codes inside a division, for an indexed range query. */
export const codeRange = (code: DivisionCode): CodeRange => {
  const prefix = significant(code);
  return { from: prefix.padEnd(12, '0'), to: String(BigInt(prefix) + 1n).padEnd(12, '0') };
};
