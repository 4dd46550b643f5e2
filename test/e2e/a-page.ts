import { compiled } from '../compiled';

/** A block of the page: what is to be typed, and what is said to be printed. */
export interface Step {
  readonly typed: string;
  readonly printed: string | null;
}

export const stepsOf = (page: string): readonly Step[] => {
  const steps: Step[] = [];
  for (const [, indent = '', kind, text = ''] of page.matchAll(/^( *)```(\w+)\n([^]*?)^ *```$/gm)) {
    const plain = text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    const before = steps.at(-1);
    if (kind === 'sh') steps.push({ typed: plain, printed: null });
    else if (before !== undefined) steps.splice(-1, 1, { ...before, printed: plain });
  }
  return steps;
};

/** `…` stands for what differs from county to county. */
export const pattern = (printed: string): RegExp =>
  new RegExp(`^${printed.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('…', '[^]*')}$`);

/** What this checkout answers where it was built: nothing is installed or compiled for a test. */
export const NPM = `#!/bin/sh
[ "$1" = ci ] || [ "$2" = build ] && exit 0
shift 4
exec "${process.execPath}" ${compiled('apps/cli/src/main.ts')} "$@"
`;
