import { builtinModules } from 'node:module';
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { CONTEXTS, IMPURE_ROLES } from './test/architecture/roles.js';
import { maxParams } from './test/architecture/max-params.js';

const SPECS = ['**/*.spec.ts', 'test/**'];

/** Pure: the same input gives the same output, for ever, on every machine. An auditor's replay rests on it. */
const PURE = ['libs/kernel/*.ts', ...CONTEXTS.map((context) => `libs/${context}/*/*.ts`)];
const NOT_PURE = ['**/*.spec.ts', ...IMPURE_ROLES.map((role) => `libs/*/*/${role}.ts`)];

const AMBIENT = [
  ...['Date', 'performance', 'process', 'fetch', 'console', 'crypto', 'globalThis'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'Promise'],
];

const noAsync = {
  selector: ':matches(:function[async=true], AwaitExpression, ForOfStatement[await=true], ImportExpression)',
  message: 'A pure file waits for nothing: what a rule must know arrives as a fact.',
};

const noClass = {
  selector: ':matches(ClassDeclaration, ClassExpression):not([superClass.name=/Error$/])',
  message: 'A pure file holds functions and plain data; only an Error is a class.',
};

const caps = {
  'max-lines': ['error', 200],
  'max-lines-per-function': ['error', 40],
  'house/max-params': ['error', 3],
  complexity: ['error', { max: 8, variant: 'modified' }],
  'max-depth': ['error', 2],
};

export default defineConfig(
  {
    ignores: [
      'dist/',
      'data/',
      'coverage/',
      'test/architecture/planted/',
      'test/architecture/planted-shapes/',
    ],
  },
  {
    plugins: { house: { rules: { 'max-params': maxParams } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: caps,
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', URL: 'readonly', setTimeout: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false },
      ],
      // A Nest module is a class with nothing but its decorator.
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowStaticOnly: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An engine may answer a port at once, and a failure must still be a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
    },
  },
  {
    files: PURE,
    ignores: NOT_PURE,
    rules: {
      'no-restricted-globals': ['error', ...AMBIENT],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
      'no-restricted-imports': ['error', { paths: builtinModules, patterns: ['node:*', '@nestjs/*'] }],
      'no-restricted-syntax': ['error', noAsync, noClass],
    },
  },
  {
    // A command is a class, because class-validator reads its rules from the decorators of its fields.
    files: CONTEXTS.map((context) => `libs/${context}/*/{,*-}commands.ts`),
    rules: {
      'no-restricted-syntax': ['error', noAsync],
      // One that only names what is asked has no fields.
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: SPECS,
    rules: { 'max-lines': ['error', 400], 'max-lines-per-function': 'off', 'house/max-params': 'off' },
  },
  {
    // A story serves specs alone and may be as long as they.
    files: ['libs/**/story.ts'],
    rules: { 'max-lines': ['error', 400] },
  },
  {
    // The demonstration and the scenario write commands as the edge reads them: the parts of a command are plain objects. So are Nest's options.
    files: ['libs/demo/**/*.ts', 'test/bench/**/*.ts', 'test/history/scenario/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    // What the API answers is JSON of any shape; a journey looks into it as a client would.
    files: ['test/e2e/**/*.ts'],
    rules: Object.fromEntries(
      ['assignment', 'member-access', 'call', 'argument', 'return']
        .map((what) => [`@typescript-eslint/no-unsafe-${what}`, 'off'])
        .concat([['@typescript-eslint/restrict-plus-operands', 'off']]),
    ),
  },
  prettier,
);
