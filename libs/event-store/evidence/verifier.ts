import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const MAIN = 'verify.mjs';
const HEAD = /^#!.*\n\/\*\*[^]*?\*\/\n/;
const IMPORT = /^import \{([^}]*)\} from '(.*)';\n/gm;

interface Import {
  readonly names: readonly string[];
  readonly from: string;
}

const read = (part: string): string => readFileSync(join(import.meta.dirname, part), 'utf8');

const importsOf = (text: string): readonly Import[] =>
  [...text.matchAll(IMPORT)].map(([, names = '', from = '']) => ({
    names: names.split(',').flatMap((name) => name.trim() || []),
    from,
  }));

const isPart = ({ from }: Import): boolean => from.startsWith('.');

/** What a part needs comes before it. */
const partsOf = (part: string): readonly string[] => {
  const own = importsOf(read(part)).filter(isPart);
  return [...new Set([...own.flatMap(({ from }) => partsOf(join(dirname(part), from))), part])];
};

/** Each name of Node once, whichever parts use it. */
const importsOfAll = (texts: readonly string[]): string => {
  const all = new Map<string, Set<string>>();
  for (const one of texts.flatMap(importsOf))
    if (!isPart(one)) all.set(one.from, new Set([...(all.get(one.from) ?? []), ...one.names]));
  return [...all].map(([from, names]) => `import { ${[...names].join(', ')} } from '${from}';\n`).join('');
};

const bodyOf = (text: string): string =>
  text
    .replace(HEAD, '')
    .replaceAll(IMPORT, '')
    .replaceAll(/^export (?=async|class|const)/gm, '');

/** The verifier as every package holds it: its parts in one file, which needs nothing but Node and is read from top to bottom. */
export const verifierText = (): string => {
  const texts = partsOf(MAIN).map(read);
  const [head] = HEAD.exec(read(MAIN)) ?? [];
  return [`${head ?? ''}${importsOfAll(texts)}`, ...texts.map(bodyOf)].join('\n');
};
