import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { compiled } from '../../compiled';
import type { Engine } from './engine';
import { at, COLLECTIONS, FENCED, LEDGER } from './ledger';
import type { Stage } from './stage';

/** In place of `it` where an engine cannot be asked. */
const omitted = (_title: string, _test: () => unknown, _timeoutMs?: number): void => undefined;

const WRITER = 'test/contract/read-store/writer.ts';

/** A child never outlives its test, whatever goes wrong in it. */
const LIFETIME = { timeout: 45_000, killSignal: 'SIGKILL' } as const;

/** Begin at the same moment, as nearly as can be. */
const writers = async (engine: Engine, place: string, count: number): Promise<readonly ChildProcess[]> => {
  const args = [compiled(WRITER), pathToFileURL(compiled(engine.module)).href, place];
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], ...LIFETIME }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  for (const { stdin } of children) stdin.write('go');
  return children;
};

const kill = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  if (child.exitCode === null && child.kill('SIGKILL')) await ended;
};

/** Exit codes of the first so many that end. */
const firstEnds = (children: readonly ChildProcess[], count: number): Promise<readonly (number | null)[]> =>
  new Promise((resolve) => {
    const codes: (number | null)[] = [];
    const note = (code: number | null): void => {
      if (codes.push(code) === count) resolve([...codes]);
    };
    for (const child of children) child.once('exit', note);
  });

const soon = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export const processes = (stage: Stage): void => {
  /** The ranks that one page of all documents holds: one where a question sees whole commits. */
  const ranks = async (): Promise<readonly unknown[]> => {
    const { items } = await stage.accounts.find('account', { limit: 1_000 });
    if (stage.engine.readsWholeCommits) expect([0, 200]).toContain(items.length);
    return [...new Set(items.map(({ rank }) => rank))];
  };

  /** Reads until that many further commits of the child were seen. */
  const watch = async (child: ChildProcess, commits: number): Promise<void> => {
    const seen = new Set<unknown>();
    while (seen.size < commits) {
      if (child.exitCode !== null) throw new Error(`the writer ended with ${String(child.exitCode)}`);
      const found = await ranks();
      if (stage.engine.readsWholeCommits) expect(found.length).toBeLessThanOrEqual(1);
      for (const rank of found) seen.add(rank);
      await soon();
    }
  };

  describe('another process', () => {
    it('that writes without pause and is killed leaves documents and checkpoint agreed for who opens it next', async () => {
      await stage.ledger();
      for (const commits of [10, 3, 5]) {
        const children = await writers(stage.engine, stage.place, 1);
        try {
          await Promise.all(children.map((child) => watch(child, commits)));
        } finally {
          await Promise.all(children.map(kill));
        }
        const { checkpoint } = await stage.store.prepare(LEDGER, COLLECTIONS, 'live');
        const left = await ranks();
        expect(left.map((rank) => at(Number(rank)))).toEqual([checkpoint]);
      }
    }, 60_000);

    const ifAtOnce = stage.engine.beginsAtOnce ? it : omitted;
    ifAtOnce(
      'is fenced by another that began the same projection in the same empty place: one of four remains',
      async () => {
        const { engine } = stage;
        const place = await engine.place();
        const children = await writers(engine, place, 4);
        try {
          expect(await firstEnds(children, 3)).toEqual([FENCED, FENCED, FENCED]);
          expect(children.filter(({ exitCode }) => exitCode === null)).toHaveLength(1);
        } finally {
          await Promise.all(children.map(kill));
          await engine.tidy(place);
        }
      },
      60_000,
    );
  });
};
