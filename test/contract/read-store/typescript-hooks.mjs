import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

/** `.swcrc` writes every import as a relative path to the `.js` that a build would have made; a thread is started by the whole one. */
export const resolve = (specifier, context, next) => {
  const source =
    /^(\.{1,2}\/|file:)/.test(specifier) && new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
  return source && existsSync(source) ? { url: source.href, shortCircuit: true } : next(specifier, context);
};

export const load = async (url, context, next) => {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transformFile(fileURLToPath(url));
  return { format: 'module', source: code, shortCircuit: true };
};
