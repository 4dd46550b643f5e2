import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { makeBackup } from '@county/backup/backing-up';
import { certify } from '@county/certificate/certifying';
import { makeEvidence } from '@county/evidence/making';
import { ownKeys, sealerOf } from '@county/sealing';
import { rootCode } from '@event-store/sealing/root-code';
import { shuangbang } from './command-line';
import { aCounty, type Founded } from './founding';
import { NPM, pattern, stepsOf } from './a-page';
import { RunningCounty } from './running-county';

const PAGE = readFileSync('docs/auditor.zh-CN.md', 'utf8');

/** What the page has the county do, in its order. */
const askedOfCounty = [...PAGE.matchAll(/`npm run -s shuangbang -- (\w+)[^`\n]*`/g)].map(
  ([, name = '']) => name,
);

const sumsIn = (folder: string): readonly string[] =>
  readdirSync(folder).map((name) => {
    const sum = createHash('sha256').update(readFileSync(join(folder, name)));
    return `${name} ${sum.digest('hex')}`;
  });

describe('the page for auditors', () => {
  const place = mkdtempSync(join(tmpdir(), 'shuangbang-auditor-'));
  const backup = join(place, 'backup');
  let county: RunningCounty;
  let founded: Founded;
  let found: Readonly<Record<string, string>>;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    await county.settle();
    const [seal] = await sealerOf(county.county).rotate({ user: 'admin', reason: '例行轮换' });
    const certificate = join(place, 'certificate.json');
    const evidence = join(place, 'evidence.zip');
    const subject = { kind: 'entity', id: founded.cooperative } as const;
    const acts: Readonly<Record<string, () => Promise<unknown>>> = {
      certify: async () => writeFileSync(certificate, JSON.stringify(await certify(county.county))),
      backup: () => makeBackup(county.county.settings, backup),
      evidence: () => makeEvidence(county.county, { subject, recipient: 'AUDITOR' }, evidence),
      seal: () => sealerOf(county.county).sealNow(),
    };
    expect(new Set(askedOfCounty)).toEqual(new Set(Object.keys(acts)));
    for (const [index, name] of askedOfCounty.entries()) {
      await goesOn(index);
      await acts[name]?.();
    }
    writeFileSync(join(place, 'npm'), NPM, { mode: 0o700 });
    found = {
      '<备份目录>': backup,
      '<封签编码>': rootCode(seal?.root ?? ''),
      '<公钥指纹>': (await ownKeys(county.county)(2)) ?? '',
      '<证明文件>': certificate,
      '<主体编号>': founded.cooperative,
      '<证据包>': evidence,
    };
  }, 120_000);

  afterAll(async () => {
    await county.stop();
    rmSync(place, { recursive: true });
  });

  /** The county works while it is audited. */
  const goesOn = async (index: number): Promise<void> => {
    const village = { code: `53042410221${String(index)}`, name: `新村${String(index)}` };
    const common = { source: '行政区划代码', effectiveDate: '2024-01-01' };
    await county.as('ADMIN').does('/divisions', { ...village, ...common });
    await county.settle();
  };

  const run = (script: string): Promise<{ readonly code: unknown; readonly out: string }> =>
    new Promise((resolve) => {
      const PATH = `${place}${delimiter}${process.env['PATH'] ?? ''}`;
      execFile('sh', ['-c', script], { env: { PATH, LOG_LEVEL: 'silent' } }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, out: stdout + stderr });
      });
    });

  it('works when it is followed to the letter, and changes nothing of what is looked at', async () => {
    const steps = stepsOf(PAGE);
    expect(steps.length).toBeGreaterThan(8);
    const before = sumsIn(backup);
    const filled = (text: string): string =>
      Object.entries(found).reduce((rest, [name, value]) => rest.replaceAll(name, value), text);
    const exports = steps.flatMap(({ typed }) => filled(typed).match(/^export .*$/gm) ?? []).join('\n');
    expect(exports.split('\n')).toHaveLength(3);
    const said = await Promise.all(steps.map(({ typed }) => run(`${exports}\n${filled(typed)}`)));
    for (const [index, { printed, typed }] of steps.entries()) {
      const { code, out } = said[index] ?? { code: null, out: '' };
      expect([typed, code, out]).toEqual([
        typed,
        0,
        printed === null ? '' : expect.stringMatching(pattern(printed)),
      ]);
    }
    expect(sumsIn(backup)).toEqual(before);
  }, 240_000);

  it('sends nobody to a log that is not there: nothing is made, and nothing is said to agree', async () => {
    const DATA_DIR = join(place, 'elsewhere');
    const [mistyped, ...told] = await Promise.all([
      shuangbang(['verify', '--stream', 'entity-nobody'], { DATA_DIR: backup }),
      ...[['verify'], ['seal']].map((command) => shuangbang(command, { DATA_DIR })),
    ]);
    for (const { status, out, err } of told)
      expect([status, out, err]).toEqual([1, '', expect.stringContaining('there is no such file: DATA_DIR')]);
    expect(existsSync(DATA_DIR)).toBe(false);
    const said = 'the log has no stream entity-nobody\n';
    expect(mistyped).toEqual({ status: 1, out: '', err: said });
  }, 120_000);
});
