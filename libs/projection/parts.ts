import { systemClock, type Clock } from '@event-store/clock';
import type { EventStore } from '@event-store/event-store';
import type { ReadStore } from '@read-store/read-store';
import type { Upcast } from './digest';
import { silent, type Log } from './log';
import { realPause, type Pause } from './pause';

export interface ProjectionOptions {
  /** Events read at once. */
  readonly batchSize: number;
  /** Documents that one commit may touch; a batch that needs more is divided. */
  readonly documentsPerCommit: number;
  /** Documents that may gather before a version that is being built commits; nobody waits for its checkpoint. */
  readonly documentsPerBuildCommit: number;
  /** Documents of each collection remembered from batch to batch while catching up. */
  readonly remembered: number;
  /** How often an event is tried before its stream is parked. */
  readonly attempts: number;
}

/** What every projection of a process runs on. */
export interface Ground {
  readonly store: EventStore;
  readonly views: ReadStore;
  /** Brings a stored event to its current shape; events are taken as they are where it is absent. */
  readonly upcast?: Upcast;
  readonly clock?: Clock;
  readonly pause?: Pause;
  readonly log?: Log;
  readonly options?: Partial<ProjectionOptions>;
}

const usual: ProjectionOptions = {
  batchSize: 500,
  documentsPerCommit: 5_000,
  documentsPerBuildCommit: 10_000,
  remembered: 10_000,
  attempts: 3,
};

export const grounded = (ground: Ground) =>
  ({
    store: ground.store,
    views: ground.views,
    upcast: ground.upcast ?? ((event) => event),
    clock: ground.clock ?? systemClock,
    pause: ground.pause ?? realPause,
    log: ground.log ?? silent,
    options: { ...usual, ...ground.options },
  }) satisfies Required<Ground>;

export type Grounded = ReturnType<typeof grounded>;
