import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_REFUSALS } from '@kernel/refusal-texts';
import type { Words } from '@kernel/words';
import '@county/application';
import { aggregates, refusalTexts } from '@county/modules';
import { FAULT_TEXTS } from '@http/fault-texts';
import { EDGE_TEXTS } from '@http/texts';

const CONTEXTS = ['registry', 'linkage', 'oversight'];

const sourcesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/(\.spec|story|refusals)\.ts$/.test(file))
    .map((file) => join(folder, file));

/** `unmet('CODE'`, `new Refusal('CODE'` and `require(condition, 'CODE'`. */
const codesIn = (source: string): readonly string[] =>
  [
    ...source.matchAll(/\b(?:unmet|Refusal)\(\s*'([A-Z][A-Z_]+)'/g),
    ...source.matchAll(/\brequire\((?:[^;[\]]|\[[^\]]*\])*?,\s*'([A-Z][A-Z_]+)'/g),
  ].map(([, code = '']) => code);

describe('the texts of refusals', () => {
  it('have one owner each', () => {
    const owned = [COMMON_REFUSALS, EDGE_TEXTS, ...aggregates.map(({ refusals }) => refusals)].flatMap(
      (texts) => Object.keys(texts),
    );
    expect(owned.filter((code, index) => owned.indexOf(code) !== index)).toEqual([]);
  });

  it('say of each code something else, in both languages', () => {
    const texts = Object.values<Words>({ ...refusalTexts, ...EDGE_TEXTS });
    const spoken = texts.flatMap(({ zh, en }) => [zh, en]);
    expect(spoken.filter((text, index) => spoken.indexOf(text) !== index)).toEqual([]);
  });

  it('exist for every code that a rule can answer with', () => {
    const files = CONTEXTS.flatMap((context) => sourcesBelow(join('libs', context)));
    const codes = files.flatMap((file) => codesIn(readFileSync(file, 'utf8')));
    const unknown = [...new Set(codes)].filter((code) => !(code in refusalTexts));
    expect(codes.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });
});

interface Checks {
  readonly validationMetadatas: ReadonlyMap<object, readonly { name?: string; type: string }[]>;
}

describe('the texts of what is wrong with a field', () => {
  it('exist for every check of every command, question and door', () => {
    const { validationMetadatas } = getMetadataStorage() as unknown as Checks;
    const checks = [...validationMetadatas.values()].flat();
    const codes = new Set(checks.map(({ name, type }) => name ?? type));
    for (const whether of ['conditionalValidation', 'isOptional']) codes.delete(whether);
    expect(codes.size).toBeGreaterThan(20);
    expect([...codes].filter((code) => !(code in FAULT_TEXTS))).toEqual([]);
  });
});
