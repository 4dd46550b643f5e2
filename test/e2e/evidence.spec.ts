import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeEvidence, type Made } from '@county/evidence/making';
import { subjectFrom } from '@kernel/evidence';
import type { Wanted } from '@county/evidence/subject';
import { sealerOf } from '@county/sealing';
import { SEAL_STREAM } from '@event-store/sealing/events';
import { verifyPackage } from '../contract/sealed-log/packed';
import { aCounty, DECIDED, type Founded } from './founding';
import { RunningCounty } from './running-county';

const FILES = [
  ...['README.zh-CN.md', 'consistency.json', 'documents.json', 'events.jsonl', 'explanations.json'],
  ...['figures.json', 'manifest.json', 'parameters.json', 'proofs.jsonl', 'report.html', 'seals.jsonl'],
  ...['streams.jsonl', 'verify.mjs'],
];

interface Line {
  readonly because: string;
  readonly event?: { readonly stream: string; readonly type: string };
  readonly masked?: object;
}

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
  ): Promise<{
    readonly folder: string;
    readonly made: Made;
    readonly zip: Buffer;
    readonly target: string;
  }> => {
    const subject = subjectFrom(kind, name);
    if (subject === null) throw new Error(`no subject ${kind} ${name}`);
    const target = join(place, `${String((packages += 1))}.zip`);
    const made = await makeEvidence(county.county, { subject, recipient }, target);
    const folder = join(place, String(packages));
    mkdirSync(folder);
    const zip = readFileSync(target);
    for (const [file, bytes] of Object.entries(unzipSync(zip))) writeFileSync(join(folder, file), bytes);
    return { folder, made, zip, target };
  };

  const linesOf = (folder: string, file: string) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Line);

  it('is verified by the one file in it, without this program', async () => {
    const { folder, made } = await packed('household', household);
    expect(readdirSync(folder).sort()).toEqual([...FILES].sort());
    const { status, out, err } = verifyIn(folder);
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('OK 全部相符');
    expect(out).toContain(made.code);
    expect(out).toContain(`${String(made.events)} events, 0 masked, 0 withheld`);
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
    expect(figures.filter(({ document }) => 'sealed' in document)).toEqual([]);
    expect(figures[0]?.derivedFrom.events.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toContain('推荐');
    const documents = JSON.parse(readFileSync(join(folder, 'documents.json'), 'utf8')) as object[];
    expect(documents).toContainEqual(
      expect.objectContaining({
        ...{ reference: '华政〔2024〕1号', sha256: null },
        namedIn: [expect.objectContaining({ type: 'EntityApproved', path: '/decisionNo' })],
      }),
    );
  });

  it.each([
    ['division', '530424102201'],
    ['period', '2024-01-08..2024-01-08'],
  ])('can be about a %s, with its figures', async (kind, name) => {
    const { folder } = await packed(kind, name);
    expect(verifyIn(folder).status).toBe(0);
    const explanations = JSON.parse(readFileSync(join(folder, 'explanations.json'), 'utf8')) as {
      question: string;
      answer: { agrees?: boolean };
    }[];
    expect(explanations).toContainEqual(
      expect.objectContaining({
        question: 'CoverageExplanation',
        answer: expect.objectContaining({ agrees: true }),
      }),
    );
    expect(verifyIn(folder).out).toMatch(/of explained figures [1-9]\d* steps give their value/);
    const [figure] = JSON.parse(readFileSync(join(folder, 'figures.json'), 'utf8')) as { answer: object }[];
    expect(figure?.answer).toMatchObject({ single: { numerator: 0 } });
  });

  const contentOf = (folder: string): string =>
    FILES.filter((file) => !['verify.mjs', 'README.zh-CN.md'].includes(file))
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('');

  it('shows the public of a household nothing but that its events are there', async () => {
    const { folder, made } = await packed('household', household, 'PUBLIC');
    // Five of its own, and what was proposed before it was decided: the decisions are public.
    expect(made).toMatchObject({ events: 0, withheld: 5 + DECIDED });
    expect(verifyIn(folder).out).toContain(`${String(5 + DECIDED)} withheld`);
    const own = linesOf(folder, 'events.jsonl').filter(({ because }) => because !== 'RULE');
    expect(own.map((line) => Object.keys(line))).toEqual(own.map(() => ['index', 'because', 'hash']));
    for (const file of ['figures.json', 'explanations.json'])
      expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
    expect(contentOf(folder)).not.toMatch(/v1(?:\.[\w-]+){4}|5304241020|Fingerprint|county_informant/);
  });

  it('shows the public of an entity what is public of it, masked, and proves that it is there', async () => {
    const { folder, made } = await packed('entity', founded.cooperative, 'PUBLIC');
    expect(made).toMatchObject({ events: 0 });
    expect(verifyIn(folder).out).toContain(`${String(made.masked)} masked`);
    const shown = linesOf(folder, 'events.jsonl').map(({ masked }) => masked);
    expect(shown).toContainEqual({
      ...{ type: 'EntityApproved', data: { decisionNo: '华政〔2024〕1号' } },
      metadata: { effectiveDate: '2024-01-08' },
    });
    expect(contentOf(folder)).not.toMatch(
      /v1(?:\.[\w-]+){4}|例行轮换|同意|recommender|town_informant|"manager"/,
    );
  });

  it('shows a supervisor everything but what is masked, with the place of that in its stream', async () => {
    const { folder, made } = await packed('household', household, 'SUPERVISOR');
    expect(made).toMatchObject({ masked: 1, withheld: 1 });
    const [first, second] = linesOf(folder, 'events.jsonl').filter(({ because }) => because === 'SUBJECT');
    expect(first).toMatchObject({
      ...{ stream: `household-${household}`, revision: 0 },
      masked: { type: 'HouseholdRegistered', data: { documentFingerprint: '***' } },
    });
    expect(second?.event).toMatchObject({ type: 'AlleviatedRecordSet' });
    const { status, out } = verifyIn(folder);
    expect([status, out.includes('is whole: no revision is left out')]).toEqual([0, true]);
    expect(contentOf(folder)).not.toMatch(/v1(?:\.[\w-]+){4}/);
  });

  it('is held against what was published', async () => {
    const { folder, made } = await packed('household', household);
    const [key] = (await county.county.store.readStream(SEAL_STREAM)).map(
      ({ data }) => data['keyId'] as string,
    );
    expect(verifyIn(folder, '--code', made.code, '--key', key ?? '').status).toBe(0);
    const other = verifyIn(folder, '--code', 'ZZZZZ-ZZZZZ-ZZZZZ-ZZZZZ-B', '--key', 'a'.repeat(64));
    expect(other.status).toBe(1);
    for (const place of ['--code: no seal has the code ZZZZZ', '--key: no seal is made with aaaa'])
      expect(other.out).toContain(`FAIL 不符  ${place}`);
    expect(verifyIn(folder, '--kode', made.code).status).toBe(2);
  });

  /** A byte somewhere, and what becomes of it. */
  const alterations = (bytes: Buffer, count: number): readonly (readonly [at: number, Buffer])[] => {
    const altered = fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }));
    return fc.sample(altered, count).map(([at, mask]) => {
      const copy = Buffer.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ mask;
      return [at, copy];
    });
  };

  it('fails with the place where any byte of any file was altered', async () => {
    const { folder } = await packed('household', household);
    for (const file of FILES) {
      const original = readFileSync(join(folder, file));
      for (const [at, bytes] of alterations(original, 20)) {
        writeFileSync(join(folder, file), bytes);
        const { faults } = await verifyPackage(folder);
        const place =
          file === 'manifest.json' ? /^(manifest|package|[\w.-]+:)/ : new RegExp(`^${file}: was changed`);
        expect([file, at, faults.some((fault) => place.test(fault))]).toEqual([file, at, true]);
      }
      writeFileSync(join(folder, file), original);
    }
    expect(verifyIn(folder).status).toBe(0);
  }, 120_000);

  it('is verified as it was fetched too, and fails with the place where any byte of the ZIP was altered', async () => {
    const { folder, zip, target } = await packed('household', household);
    const { status, out } = verifyIn(folder, target);
    expect([status, out.includes('the ZIP holds these files and nothing else')]).toEqual([0, true]);
    for (const [at, bytes] of alterations(zip, 30)) {
      writeFileSync(target, bytes);
      const { faults } = await verifyPackage(target);
      expect([at, faults]).toEqual([at, [expect.stringMatching(/^ZIP: byte \d+: /)]]);
    }
  }, 120_000);

  it('fails where a file is missing or one was added', async () => {
    const { folder } = await packed('household', household);
    writeFileSync(join(folder, 'more.txt'), '');
    expect(verifyIn(folder).out).toContain('FAIL 不符  more.txt: does not belong to the package');
    rmSync(join(folder, 'more.txt'));
    rmSync(join(folder, 'figures.json'));
    expect(verifyIn(folder).out).toContain('FAIL 不符  figures.json: is missing');
  });

  it('verifies after the key of the head is destroyed, made before or after', async () => {
    const before = await packed('household', household);
    const { store, vault } = county.county;
    const [registered] = await store.readStream(`household-${household}`);
    const head = registered?.data['personId'] as string;
    expect(await vault.knownSecret(head)).not.toBeNull();
    await vault.destroy(head);
    expect(await vault.knownSecret(head)).toBeNull();
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
