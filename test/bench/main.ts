import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendLines } from './append';
import { engineLines } from './engines';
import { httpLines } from './http';
import { machine, tableOf, type Line } from './measure';
import { measuredCounty } from './measured-county';
import { readingAt, type Latency } from './reading';
import { sealingLines, verifyingAt, type Footprint } from './sealing';
import { fillLog } from './synthetic';

/**
 * Measures what the house promises, each beside the raw limit in the same run, and prints Markdown tables.
 * `--quick`: fewer rounds and households; `--million`: coverage at a million households too; `--engines`: only the servers of
 * TEST_EVENT_STORE_URL and TEST_READ_STORE_URL.
 */
const quick = process.argv.includes('--quick');
const rounds = quick ? 3 : 7;
const counts = quick
  ? [1_000, 10_000]
  : [1_000, 10_000, 100_000, ...(process.argv.includes('--million') ? [1_000_000] : [])];
const given = process.argv.length > 2 ? ` -- ${process.argv.slice(2).join(' ')}` : '';
const folder = mkdtempSync(join(tmpdir(), 'shuangbang-bench-'));

const commands = async (): Promise<readonly Line[]> => {
  const county = measuredCounty({ DATA_DIR: join(folder, 'http') });
  const ids = await fillLog(county.store, 2_000);
  const lines = await httpLines(county, { ids, folder, rounds });
  await county.close();
  return lines;
};

const servers = {
  eventStore: process.env['TEST_EVENT_STORE_URL'],
  readStore: process.env['TEST_READ_STORE_URL'],
};
const isAboutServers = process.argv.includes('--engines');
const lines: Line[] = isAboutServers
  ? []
  : [...(await appendLines(folder, rounds)), ...(await sealingLines(folder, rounds)), ...(await commands())];
lines.push(...(await engineLines(folder, rounds, servers)));
const footprints: Footprint[] = [];
for (const events of isAboutServers ? [] : quick ? [20_000, 100_000] : [100_000, 1_000_000]) {
  const { line, footprint } = await verifyingAt(folder, events, quick ? rounds : 3);
  lines.push(line);
  footprints.push(footprint);
}
const latencies: Latency[] = [];
for (const households of isAboutServers ? [] : counts) {
  const { line, latency } = await readingAt(folder, households, households > 10_000 ? 2 : rounds);
  lines.push(line);
  latencies.push(latency);
}
rmSync(folder, { recursive: true });

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
say(
  `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine()}; \`npm run bench${given}\`, ${String(rounds)} rounds by turns.\n`,
);
say(tableOf(lines));
for (const { events, mebibytes } of footprints)
  say(
    `\nVerifying ${events.toLocaleString('en-US')} events took at most ${mebibytes.toFixed(0)} MiB beyond what was in use.`,
  );
if (latencies.length > 0) {
  say(
    '\n| coverage of the county as of and as known at any day | p50, ms | p99, ms | building its documents, events/s |',
  );
  say('| --- | --- | --- | --- |');
  for (const { households, p50, p99, eventsPerSecond } of latencies)
    say(
      `| ${households.toLocaleString('en-US')} households | ${p50.toFixed(2)} | ${p99.toFixed(2)} | ${Math.round(eventsPerSecond).toLocaleString('en-US')} |`,
    );
}
