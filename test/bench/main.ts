import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCounty } from '@county/county';
import { settingsFrom } from '@county/settings';
import { appendLines } from './append';
import { httpLines } from './http';
import { machine, tableOf, type Line } from './measure';
import { readingAt, type Latency } from './reading';
import { fillLog } from './synthetic';

/**
 * Measures what the house promises, each beside the raw limit in the same run, and prints Markdown tables.
 * `--quick`: fewer rounds and households; `--million`: coverage at a million households too.
 */
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 7;
const counts = quick
  ? [1_000, 5_000]
  : [1_000, 10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const folder = mkdtempSync(join(tmpdir(), 'shuangbang-bench-'));

const commands = async (): Promise<readonly Line[]> => {
  const county = openCounty(settingsFrom({ DATA_DIR: join(folder, 'http'), LOG_LEVEL: 'silent' }));
  const ids = await fillLog(county.store, 2_000);
  const lines = await httpLines(county, ids, rounds);
  await county.close();
  return lines;
};

const lines: Line[] = [...(await appendLines(folder, rounds)), ...(await commands())];
const latencies: Latency[] = [];
for (const households of counts) {
  const { line, latency } = await readingAt(folder, households, households > 10_000 ? 2 : rounds);
  lines.push(line);
  latencies.push(latency);
}
rmSync(folder, { recursive: true });

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say(
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine()}; \`npm run bench${quick ? ' -- --quick' : ''}\`, ${String(rounds)} rounds by turns.\n`,
);
say(tableOf(lines));
say(
  '\n| coverage of the county as of and as known at any day | p50, ms | p99, ms | building its documents, events/s |',
);
say('| --- | --- | --- | --- |');
for (const { households, p50, p99, eventsPerSecond } of latencies)
  say(
    `| ${households.toLocaleString('en-US')} households | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${Math.round(eventsPerSecond).toLocaleString('en-US')} |`,
  );
