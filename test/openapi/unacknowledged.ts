import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaksOf } from './breaks';
import type { Document } from './resolved';

/** By the version that broke it, and by what breaks: why it had to be. */
type Acknowledged = Readonly<Record<string, Readonly<Record<string, string>>>>;

const LIST = 'test/openapi/breaking.json';

const acknowledged = (): Acknowledged =>
  JSON.parse(readFileSync(join(process.cwd(), LIST), 'utf8')) as Acknowledged;

/** Those of one version are before those of another that says so: by the first number, and by the second until the first is 1. */
const isRaised = (before: string, after: string): boolean => {
  const [[major = 0, minor = 0], [later = 0, further = 0]] = [numbersIn(before), numbersIn(after)] as const;
  return later > major || (major === 0 && later === 0 && further > minor);
};

const numbersIn = (version: string): readonly number[] => version.split('.').map(Number);

/** What breaks callers within a version, and nobody has said why. */
export const unacknowledged = (
  before: Document,
  after: Document,
  known = acknowledged(),
): readonly string[] => {
  const { version } = after.info;
  if (isRaised(before.info.version, version)) return [];
  return breaksOf(before, after).filter((one) => (known[version]?.[one] ?? '').trim() === '');
};

/** Null where nothing is broken unsaid. */
export const complaint = (broken: readonly string[]): string | null =>
  broken.length === 0
    ? null
    : [
        'This breaks whoever calls the API by openapi.json:',
        ...broken.map((one) => `  ${one}`),
        `Mend it, raise the version (libs/http/version.ts and package.json), or say in ${LIST} why it has to be:`,
        '  { "<version>": { "<a line from above>": "<why>" } }',
      ].join('\n');
