import { answering, type AnyAnswering } from '@query/answering';
import type { Consequence } from '@query/context-module';

/** A dry run, put as a question so that it is asked of the same views. */
export class DryRun {
  static readonly title = 'dry run';
  static readonly askedBy = 'ANYONE';
  command = '';
  id = '';
  after: object | null = null;
  effectiveDate = '2025-07-01';
}

/** The effects that a dry run would tell of. */
export const dryRunOf = (consequences: readonly Consequence[]): AnyAnswering =>
  answering(DryRun, async ({ command, id, after, effectiveDate }, views) => {
    const planned = { id, command: {}, effectiveDate, before: null, after };
    const mine = consequences.filter(({ commands }) => commands.includes(command));
    return { effects: await Promise.all(mine.map(({ of }) => of(planned, views))) };
  });
