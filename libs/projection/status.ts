import { START, type Batch, type Position } from '@event-store/event-store';
import type { Parked } from '@read-store/read-store';
import type { Progress } from './progress';

/** `failed`: it stands still until it is started again. `standing-by`: a version serves that this code cannot run, or another process runs it. */
export type Phase = 'starting' | 'building' | 'live' | 'standing-by' | 'failed' | 'stopped';

export interface RunnerStatus {
  readonly phase: Phase;
  /** Stored version that serves; null before the first. */
  readonly version: number | null;
  /** How far what serves has come. */
  readonly checkpoint: Position;
  /** When the oldest event at hand was recorded; null where none is. */
  readonly workingOn: string | null;
  /** Of the version that is being built. */
  readonly progress: Progress | null;
  readonly error: string | null;
}

export const AT_REST: RunnerStatus = {
  phase: 'starting',
  version: null,
  checkpoint: START,
  workingOn: null,
  progress: null,
  error: null,
};

/** As it is while this process has no lease; `isVacant`: nor has another, as far as is known. */
export const standingBy = (status: RunnerStatus, isVacant: boolean): RunnerStatus => ({
  ...status,
  phase: 'standing-by',
  error: isVacant ? 'no process has its lease' : 'another process runs it',
});

/** A deadline whose command was refused at the last tick; it is asked again at the next. */
export type RefusedDeadline = {
  readonly documentId: string;
  readonly dueOn: string;
  readonly codes: readonly string[];
};

/** What health, metrics and the console show of a projection. */
export interface ProjectionStatus extends Omit<RunnerStatus, 'workingOn'> {
  readonly name: string;
  readonly kind: 'projector' | 'policy';
  readonly codeVersion: number;
  readonly head: Position;
  readonly behind: boolean;
  /** Age of the oldest event not taken yet: 0 where there is none, null where it is not known. */
  readonly oldestWaitingMs: number | null;
  readonly parked: readonly Parked[];
  readonly refusedDeadlines: readonly RefusedDeadline[];
}

export const statusOf = (
  { workingOn, ...runner }: RunnerStatus,
  now: { readonly head: Position; readonly ms: number },
): Omit<ProjectionStatus, 'name' | 'kind' | 'codeVersion' | 'parked' | 'refusedDeadlines'> => {
  const behind = runner.checkpoint < now.head;
  const age = workingOn === null ? null : now.ms - Date.parse(workingOn);
  return { ...runner, head: now.head, behind, oldestWaitingMs: behind ? age : 0 };
};

/** Of the first event of the batch. */
export const recordedAt = ({ events: [first] }: Batch): string | null =>
  typeof first?.metadata['recordedAt'] === 'string' ? first.metadata['recordedAt'] : null;
