import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEvidence, type Made, type Wanted } from '@county/evidence/making';
import { subjectFrom } from '@county/evidence/subject';
import { sealerOf } from '@county/sealing';
import { SEAL_STREAM } from '@event-store/sealing/events';
import { aCounty, type Founded } from './founding';
import { RunningCounty } from './running-county';

const FILES = [
  ...['README.zh-CN.md', 'consistency.json', 'events.jsonl', 'figures.json', 'manifest.json'],
  ...['parameters.json', 'proofs.jsonl', 'report.html', 'seals.jsonl', 'verify.mjs'],
];

/** Nothing of this repository is there, and no module can be found. */
const verifyIn = (folder: string, ...options: readonly string[]) => {
  const env = { PATH: process.env['PATH'] ?? '' };
  const script = join(folder, 'verify.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...options], {
    cwd: tmpdir(),
    env,
  });
  return { status, out: stdout.toString(), err: stderr.toString() };
};

describe('a package of evidence', () => {
  const place = mkdtempSync(join(tmpdir(), 'shuangbang-evidence-'));
  let county: RunningCounty;
  let founded: Founded;
  let household: string;
  let packages = 0;

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    household = founded.households[0] ?? '';
    await sealerOf(county.county).rotate({ user: 'admin', reason: '例行轮换' });
    await county.settle();
  }, 60_000);

  afterAll(async () => {
    await county.stop();
    rmSync(place, { recursive: true });
  });

  const packed = async (
    kind: string,
    name: string,
    recipient: Wanted['recipient'] = 'AUDITOR',
  ): Promise<{ readonly folder: string; readonly made: Made }> => {
    const subject = subjectFrom(kind, name);
    if (subject === null) throw new Error(`no subject ${kind} ${name}`);
    const target = join(place, `${String((packages += 1))}.zip`);
    const made = await makeEvidence(county.county, { subject, recipient }, target);
    const folder = join(place, String(packages));
    mkdirSync(folder);
    for (const [file, bytes] of Object.entries(unzipSync(readFileSync(target))))
      writeFileSync(join(folder, file), bytes);
    return { folder, made };
  };

  const linesOf = (folder: string, file: string) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { because: string; event?: { stream: string; type: string } });

  it('is verified by the one file in it, without this program', async () => {
    const { folder, made } = await packed('household', household);
    expect(readdirSync(folder).sort()).toEqual([...FILES].sort());
    const { status, out, err } = verifyIn(folder);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('OK 全部相符');
    expect(out).toContain(made.code);
    expect(out).toContain(`${String(made.events)} events, 0 withheld`);
  });

  it('holds the whole story of the subject, what names it, and the parameters', async () => {
    const { folder } = await packed('entity', founded.cooperative);
    const lines = linesOf(folder, 'events.jsonl');
    const own = lines.filter(({ because }) => because === 'SUBJECT').map(({ event }) => event?.type);
    const stored = await county.county.store.readStream(`entity-${founded.cooperative}`);
    expect(own).toEqual(stored.map(({ type }) => type));
    expect(lines.map(({ because, event }) => [because, event?.type])).toContainEqual([
      'NAMES_IT',
      'EnterpriseBindingProposed',
    ]);
    expect(lines.filter(({ because }) => because === 'RULE').length).toBeGreaterThan(10);
    const { parameters } = JSON.parse(readFileSync(join(folder, 'parameters.json'), 'utf8')) as {
      parameters: { key: string; sourceDocument: string }[];
    };
    expect(parameters).toContainEqual(
      expect.objectContaining({ key: 'coverage.target', sourceDocument: '华宁县“双绑”实施方案' }),
    );
    const figures = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')) as {
      document: { id: string };
      derivedFrom: { events: number[] };
    }[];
    expect(figures.map(({ document }) => document.id)).toContain(founded.cooperative);
    expect(figures[0]?.derivedFrom.events.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('推荐');
  });

  it.each([
    ['division', '530424102201'],
    ['period', '2024-01-08..2024-01-08'],
  ])('can be about a %s, with its figures', async (kind, name) => {
    const { folder } = await packed(kind, name);
    expect(verifyIn(folder).status).toBe(0);
    const [figure] = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')) as { answer: object }[];
    expect(figure?.answer).toMatchObject({ single: { numerator: 0 } });
  });

  it('withholds from the public what carries personal data, and still proves that it is there', async () => {
    const { folder, made } = await packed('household', household, 'PUBLIC');
    expect(made.withheld).toBeGreaterThan(0);
    expect(verifyIn(folder).out).toContain(`${String(made.withheld)} withheld`);
    const all = FILES.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
    expect(all).not.toMatch(/"v1(?:\.[\w-]+){4}"/);
  });

  it('is held against what was published', async () => {
    const { folder, made } = await packed('household', household);
    const [key] = (await county.county.store.readStream(SEAL_STREAM)).map(
      ({ data }) => data['keyId'] as string,
    );
    expect(verifyIn(folder, '--code', made.code, '--key', key ?? '').status).toBe(0);
    const other = verifyIn(folder, '--code', 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-B', '--key', 'a'.repeat(64));
    expect(other.status).toBe(1);
    expect(other.out.match(/FAIL/g)).toHaveLength(2);
  });

  it('fails with the place where any byte of any file was altered', async () => {
    const { folder } = await packed('household', household);
    const trusted = join(place, 'trusted.mjs');
    copyFileSync(join(folder, 'verify.mjs'), trusted);
    for (const file of FILES) {
      const original = readFileSync(join(folder, file));
      const altered = fc.tuple(fc.nat({ max: original.length - 1 }), fc.integer({ min: 1, max: 255 }));
      for (const [at, mask] of fc.sample(altered, 6)) {
        const bytes = Buffer.from(original);
        bytes[at] = (bytes[at] ?? 0) ^ mask;
        writeFileSync(join(folder, file), bytes);
        const { status, stdout } = spawnSync(process.execPath, [trusted, folder]);
        expect([file, at, mask, status]).toEqual([file, at, mask, 1]);
        expect(stdout.toString()).toMatch(file === 'manifest.json' ? /FAIL 不符/ : `FAIL 不符  ${file}`);
      }
      writeFileSync(join(folder, file), original);
    }
    expect(verifyIn(folder).status).toBe(0);
  }, 120_000);

  it('fails where a file is missing or one was added', async () => {
    const { folder } = await packed('household', household);
    writeFileSync(join(folder, 'more.txt'), '');
    expect(verifyIn(folder).out).toContain('FAIL 不符  more.txt: does not belong to the package');
    rmSync(join(folder, 'more.txt'));
    rmSync(join(folder, 'figures.json'));
    expect(verifyIn(folder).out).toContain('FAIL 不符  figures.json: is missing');
  });

  it('verifies after the key of the household is destroyed, made before or after', async () => {
    const before = await packed('household', household);
    expect(await county.county.vault.knownSecret(household)).not.toBeNull();
    await county.county.vault.destroy(household);
    expect(await county.county.vault.knownSecret(household)).toBeNull();
    const after = await packed('household', household);
    expect([verifyIn(before.folder).status, verifyIn(after.folder).status]).toEqual([0, 0]);
  });

  it('is not made of what is not known, and leaves nothing behind', async () => {
    const unknown = subjectFrom('agreement', founded.cooperative);
    if (unknown === null) throw new Error('no subject');
    const target = join(place, 'none.zip');
    await expect(
      makeEvidence(county.county, { subject: unknown, recipient: 'AUDITOR' }, target),
    ).rejects.toThrow(`there is no agreement ${founded.cooperative}`);
    expect(readdirSync(place).filter((name) => name.startsWith('none'))).toEqual([]);
  });
});
