import type { PolicyRunner } from './policy-runner';
import type { Projector } from './projector';
import type { ProjectionRunner } from './runner';
import type { Trouble } from './troubles';

/** A projection, or a policy, as a process runs it. */
export interface Hosted {
  readonly projector: Projector;
  readonly runner: ProjectionRunner;
  readonly policy: PolicyRunner | null;
}

/** Null where there is none, or where another process has it. */
export const troubleOf = ({ projector, runner, policy }: Hosted): Trouble | null => {
  if (runner.isElsewhere) return null;
  const { phase, progress, error } = runner.status;
  const { trouble = null, refusedDeadlines = [] } = policy ?? {};
  const told = { projection: projector.name, phase, error: error ?? trouble, progress, refusedDeadlines };
  return isWell(told) ? null : told;
};

const isWell = ({ phase, error, refusedDeadlines }: Trouble): boolean =>
  phase === 'live' && error === null && refusedDeadlines.length === 0;
