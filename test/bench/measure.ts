import { cpus, totalmem } from 'node:os';

/** What was measured in rounds: events or requests per second. */
export interface Measured {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Line {
  readonly what: string;
  readonly ours: Measured;
  readonly raw: Measured;
  readonly unit: string;
  /** Ours over raw, round by round: the median of the ratios. */
  readonly ratio: number;
}

/** Does so much work and says how many units it was. */
export type Work = () => Promise<number>;

/** So many callers at once, each with so much to do one after the other. */
export const byCallers =
  (callers: number, each: number, work: () => Promise<unknown>): Work =>
  async () => {
    const caller = async (): Promise<void> => {
      for (let index = 0; index < each; index += 1) await work();
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return callers * each;
  };

export const callersText = (callers: number): string =>
  callers === 1 ? '1 caller' : `${String(callers)} callers`;

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
};

const summary = (values: readonly number[]): Measured => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

const perSecond = async (work: Work): Promise<number> => {
  const begun = performance.now();
  const units = await work();
  return (units * 1_000) / (performance.now() - begun);
};

/** Ours and the raw limit by turns, so that what else the machine does falls on both. */
export const sideBySide = async (
  what: string,
  unit: string,
  { ours, raw, rounds }: { readonly ours: Work; readonly raw: Work; readonly rounds: number },
): Promise<Line> => {
  const mine: number[] = [];
  const limit: number[] = [];
  await ours();
  await raw();
  for (let round = 0; round < rounds; round += 1) {
    mine.push(await perSecond(ours));
    limit.push(await perSecond(raw));
  }
  const ratio = median(mine.map((value, round) => value / (limit[round] ?? NaN)));
  return { what, unit, ours: summary(mine), raw: summary(limit), ratio };
};

const number = (value: number): string => Math.round(value).toLocaleString('en-US');

const spread = ({ median: middle, least, most }: Measured): string =>
  `${number(middle)} (${number(least)}–${number(most)})`;

export const tableOf = (lines: readonly Line[]): string =>
  [
    '| measured | ours, median (least–most) | raw limit in the same run | ours / raw |',
    '| --- | --- | --- | --- |',
    ...lines.map(
      ({ what, unit, ours, raw, ratio }) =>
        `| ${what}, ${unit} | ${spread(ours)} | ${spread(raw)} | ${ratio.toFixed(2)} |`,
    ),
  ].join('\n');

export const machine = (): string => {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpu?.model ?? 'unknown'}, ${String(cpus().length)} cores, ${String(memory)} GiB, Node ${process.versions.node}`;
};

/** The value below which so many per cent of the values lie. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
};
