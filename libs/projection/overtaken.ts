import { Refusal } from '@kernel/refusal';
import type { Document } from '@read-store/read-store';
import { commandIdOf, type Send } from './delivery';
import type { Grounded } from './parts';
import type { Intent } from './projector';

/** A command that was refused because what it was about has moved on: nothing is left to do, and this is kept of it. */
export type Overtaken = Document & {
  readonly policy: string;
  readonly command: string;
  /** The aggregate that was asked; null where the command would have made one. */
  readonly aggregate: string | null;
  readonly codes: readonly string[];
  /** The event, or the document with its day, that led to it. */
  readonly cause: string;
  readonly at: string;
};

/** Sends; a refusal that the policy has reckoned with is noted, and the command counts as answered. Any other is thrown. */
export const unlessOvertaken =
  (send: Send, { views, clock }: Pick<Grounded, 'views' | 'clock'>): Send =>
  async (intent, cause) => {
    try {
      await send(intent, cause);
    } catch (error) {
      if (!(error instanceof Refusal) || !isOvertaken(intent, error)) throw error;
      const note: Overtaken = {
        ...{ id: commandIdOf(cause), policy: cause.policy, command: intent.command.constructor.name },
        ...{ aggregate: intent.id ?? null, codes: error.unmet.map(({ code }) => code) },
        cause: 'causeEventId' in cause ? cause.causeEventId : `${cause.documentId} ${cause.dueOn}`,
        at: new Date(clock.now()).toISOString(),
      };
      await views.notes.write('overtaken', note);
    }
  };

const isOvertaken = ({ overtakenBy = [] }: Intent, { unmet }: Refusal): boolean =>
  unmet.every(({ code }) => overtakenBy.includes(code));
