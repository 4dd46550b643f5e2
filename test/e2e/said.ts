import { jest } from '@jest/globals';
import type { Command } from 'commander';

/** What a command prints, run in this process. */
export interface Spoken {
  readonly text: string;
  /** What it failed with; null where it did not. */
  readonly failure: Error | null;
}

export const spoken = async (command: Command, ...args: readonly string[]): Promise<Spoken> => {
  const lines: string[] = [];
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  const failure = await command
    .parseAsync(args, { from: 'user' })
    .then(() => null)
    .catch((error: unknown) => error as Error)
    .finally(() => {
      out.mockRestore();
    });
  return { text: lines.join(''), failure };
};

/** @throws what it fails with */
export const said = async (command: Command, ...args: readonly string[]): Promise<string> => {
  const { text, failure } = await spoken(command, ...args);
  if (failure !== null) throw failure;
  return text;
};
