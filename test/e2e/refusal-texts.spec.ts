import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMON_REFUSALS } from '@kernel/refusal-texts';
import { aggregates, refusalTexts } from '@county/modules';
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

  it('exist for every code that a rule can answer with', () => {
    const files = CONTEXTS.flatMap((context) => sourcesBelow(join('libs', context)));
    const codes = files.flatMap((file) => codesIn(readFileSync(file, 'utf8')));
    const unknown = [...new Set(codes)].filter((code) => !(code in refusalTexts));
    expect(codes.length).toBeGreaterThan(100);
    expect(unknown).toEqual([]);
  });
});
