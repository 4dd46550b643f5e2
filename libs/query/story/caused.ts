import type { RecordedEvent } from '@event-store/event-store';
import type { Views } from '../answering';
import { causationOf, streamsNamedBy } from './causation';
import { CausingEvents } from './causing-events';
import { chapterOf, type Chapter } from './chapter';
import type { Step } from './step';
import type { Wording } from './wording';

export type Caused = readonly [Step, RecordedEvent | null];

/** Each with what brought it about, where that may be looked at; null where nothing is found. */
export const caused = (steps: readonly Step[], views: Views): Promise<readonly Caused[]> => {
  const causing = new CausingEvents(views);
  return Promise.all(
    steps.map(async (step) => {
      const { causationId } = step.event.metadata;
      const isCaused = typeof causationId === 'string';
      return [step, isCaused ? await causing.find(causationId, streamsNamedBy(step)) : null] as const;
    }),
  );
};

export const chaptersIn = (told: readonly Caused[], words: Wording): readonly Chapter[] =>
  told.map(([step, cause]) => chapterOf(step, causationOf(step.event, cause, words), words));
