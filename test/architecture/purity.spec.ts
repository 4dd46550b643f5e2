import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';

const decider = 'libs/linkage/agreement/decider.ts';
const controller = 'libs/linkage/agreement/controller.ts';
const spec = 'libs/linkage/agreement/decider.spec.ts';
const lines = (count: number) => 'export {};\n'.repeat(count);
const longFunction = (body: number) =>
  `export const long = (run: () => void) => {\n${'  run();\n'.repeat(body)}};\n`;
const choices = (count: number) =>
  `export const choose = (n: number) => ${Array.from({ length: count }, (_, i) => `n === ${String(i)} ? ${String(i)} : `).join('')}-1;\n`;
const nested = (depth: number) =>
  `export const dig = (on: boolean) => {\n${'if (on) {'.repeat(depth)}${'}'.repeat(depth)}\nreturn on;\n};\n`;

interface Offence {
  readonly title: string;
  readonly code: string;
  readonly rule: string;
}

/** What no pure file may do, wherever it stands. */
const IMPURE: readonly Offence[] = [
  { title: 'the clock', code: 'export const at = () => Date.now();', rule: 'no-restricted-globals' },
  { title: 'a new Date', code: 'export const at = () => new Date();', rule: 'no-restricted-globals' },
  {
    title: 'Math.random',
    code: 'export const dice = () => Math.random();',
    rule: 'no-restricted-properties',
  },
  { title: 'process', code: 'export const home = () => process.env.HOME;', rule: 'no-restricted-globals' },
  { title: 'fetch', code: "export const get = () => fetch('/');", rule: 'no-restricted-globals' },
  { title: 'console', code: "export const say = () => console.log('');", rule: 'no-restricted-globals' },
  {
    title: 'a timer',
    code: 'export const wait = () => setTimeout(() => 0, 1);',
    rule: 'no-restricted-globals',
  },
  { title: 'crypto', code: 'export const id = () => crypto.randomUUID();', rule: 'no-restricted-globals' },
  { title: 'globalThis', code: 'export const world = () => globalThis;', rule: 'no-restricted-globals' },
  { title: 'async', code: 'export const later = async () => 1;', rule: 'no-restricted-syntax' },
  {
    title: 'a dynamic import',
    code: "export const load = () => import('./x');",
    rule: 'no-restricted-syntax',
  },
  { title: 'a Node module', code: "export { cwd } from 'node:process';", rule: 'no-restricted-imports' },
  {
    title: 'a Node module by its old name',
    code: "export { readFileSync } from 'fs';",
    rule: 'no-restricted-imports',
  },
  {
    title: 'a promise without async',
    code: 'export const later = () => Promise.resolve(1);',
    rule: 'no-restricted-globals',
  },
  { title: 'Nest', code: "export { Injectable } from '@nestjs/common';", rule: 'no-restricted-imports' },
  { title: 'a class', code: 'export class Household { name = 1; }', rule: 'no-restricted-syntax' },
];

const PURE_PLACES = [
  'libs/kernel/words.ts',
  ...['events', 'state', 'decider', 'projector', 'policy', 'story', 'refusals', 'sign-level'].map(
    (role) => `libs/registry/household/${role}.ts`,
  ),
];

/** Each cap at its limit, where it is silent, and one beyond, where it fires. */
const CAPS = [
  { rule: 'max-lines', path: controller, kept: lines(200), broken: lines(201) },
  { rule: 'max-lines', path: spec, kept: lines(400), broken: lines(401) },
  { rule: 'max-lines', path: 'test/e2e/door.ts', kept: lines(400), broken: lines(401) },
  { rule: 'max-lines-per-function', path: decider, kept: longFunction(38), broken: longFunction(39) },
  { rule: 'complexity', path: decider, kept: choices(7), broken: choices(8) },
  { rule: 'max-depth', path: decider, kept: nested(2), broken: nested(3) },
  {
    rule: 'house/max-params',
    path: decider,
    kept: 'export const f = (a: number, b: number, c: number) => a + b + c;',
    broken: 'export const f = (a: number, b: number, c: number, d: number) => a + b + c + d;',
  },
];

const ALLOWED = [
  {
    title: 'an Error in the kernel',
    path: 'libs/kernel/fault.ts',
    code: 'export class Fault extends Error {}\n',
  },
  {
    title: 'a command class with definite fields',
    path: 'libs/linkage/agreement/commands.ts',
    code: 'export class Sign {\n  by!: string;\n}\n',
  },
  {
    title: 'what Nest injects beyond three parameters',
    path: controller,
    code: 'export class Door {\n  constructor(readonly a: A, readonly b: B, readonly c: C, readonly d: D) {}\n  at(@P() a: A, @P() b: B, @P() c: C, @P() d: D) {\n    return [a, b, c, d];\n  }\n}\n',
  },
  {
    title: 'waiting and reading the clock outside the rules',
    path: controller,
    code: 'export const f = async () => Date.now();',
  },
  { title: 'long specs', path: spec, code: longFunction(80) },
];

const lint = (snippets: readonly { path: string; code: string }[]): string[][] => {
  const house = join(import.meta.dirname, '../..');
  const asked = { cwd: house, input: JSON.stringify(snippets), encoding: 'utf8' as const };
  const { stdout, stderr } = spawnSync(process.execPath, ['test/architecture/lint-snippets.js'], asked);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
};

describe('the lint of the house', () => {
  const impure = IMPURE.flatMap((offence) => PURE_PLACES.map((path) => ({ ...offence, path })));
  const inCommand = { path: 'libs/linkage/agreement/commands.ts', code: 'export const f = async () => 1;' };
  const snippets = [
    ...impure,
    ...CAPS.map(({ path, kept }) => ({ path, code: kept })),
    ...CAPS.map(({ path, broken }) => ({ path, code: broken })),
    ...ALLOWED,
    inCommand,
  ];
  let fired: ReadonlyMap<object, readonly string[]>;
  const rulesFor = (path: string, code: string) => {
    const at = snippets.find((snippet) => snippet.path === path && snippet.code === code);
    return at && fired.get(at);
  };

  beforeAll(() => {
    const answers = lint(snippets.map(({ path, code }) => ({ path, code })));
    fired = new Map(snippets.map((snippet, at) => [snippet, answers[at] ?? []]));
  }, 120_000);

  it.each(IMPURE)('forbids $title in every pure file', ({ code, rule }) => {
    const silent = PURE_PLACES.filter((path) => !rulesFor(path, code)?.includes(rule));
    expect(silent).toEqual([]);
  });

  it('forbids waiting in commands, which may be classes', () => {
    expect(rulesFor(inCommand.path, inCommand.code)).toEqual(['no-restricted-syntax']);
  });

  it.each(CAPS)('keeps $path to its cap of $rule', ({ rule, path, kept, broken }) => {
    expect(rulesFor(path, kept)).toEqual([]);
    expect(rulesFor(path, broken)).toEqual([rule]);
  });

  it.each(ALLOWED)('allows $title', ({ path, code }) => {
    expect(rulesFor(path, code)).toEqual([]);
  });
});
