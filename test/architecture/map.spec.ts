import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ICruiseResult } from 'dependency-cruiser';

const house = join(import.meta.dirname, '../..');
const planted = (tree: string) => join(import.meta.dirname, 'planted', tree);

/** In a process of its own: within one process the cruiser keeps the aliases of the first tree. */
const cruised = (tree: string): ICruiseResult => {
  const cruiser = join(house, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const asked = ['--config', join(house, '.dependency-cruiser.js'), '--output-type', 'json', 'apps', 'libs'];
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, ...asked], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ICruiseResult;
};

const offences = ({ summary }: ICruiseResult): string[] =>
  summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);

describe('the map of the rooms', () => {
  let offenders: ICruiseResult;

  beforeAll(() => {
    offenders = cruised(planted('offenders'));
  }, 60_000);

  it('is kept by the house', () => {
    expect(offences(cruised(house))).toEqual([]);
  }, 60_000);

  it('has a planted offender for every rule, and every rule catches it', () => {
    const caught = new Set(offenders.summary.violations.map(({ rule }) => rule.name));
    const rules = (offenders.summary.ruleSetUsed?.forbidden ?? []).map(({ name }) => name);
    expect(rules.length).toBeGreaterThan(0);
    expect([...caught].sort()).toEqual(rules.sort());
  });

  it('sees an offence through an alias, a relative path and a type alike', () => {
    expect(offences(offenders)).toEqual(
      expect.arrayContaining([
        'specs-also-tell-stories: libs/linkage/agreement/decider.spec.ts → libs/linkage/binding/decider.ts',
        'facts-also-read-state: libs/linkage/agreement/facts.ts → libs/linkage/binding/decider.ts',
        'modules-meet-at-events: libs/linkage/agreement/decider.ts → libs/registry/household/state.ts',
      ]),
    );
  });

  it('is silent on neighbours that keep to it', () => {
    const neighbours = cruised(planted('neighbours'));
    expect(offences(neighbours)).toEqual([]);
    expect(neighbours.summary.totalDependenciesCruised).toBe(46);
  }, 60_000);
});
