import type { Document, ReadStore } from '@read-store/read-store';
import type { Grounded } from './parts';
import type { Progress } from './progress';
import type { Phase, RefusedDeadline } from './status';

/** What keeps a projection from serving, or a policy from being answered, in the process that runs it. */
export type Trouble = {
  readonly projection: string;
  readonly phase: Phase;
  readonly error: string | null;
  readonly progress: Progress | null;
  readonly refusedDeadlines: readonly RefusedDeadline[];
};

type Told = Document & { readonly at: string; readonly troubles: readonly Trouble[] };

/** Told again after so long; what was not told for longer belongs to a process that is no more. */
const AGAIN_MS = 10_000;
const STALE_MS = 60_000;

type Place = Pick<Grounded, 'views' | 'clock'>;

/** Publishes the troubles of this process to all others through the read store, as long as there are any. */
export class TroubleReports {
  #words = '[]';
  #toldMs = 0;

  constructor(
    private readonly place: Place,
    private readonly teller: string,
  ) {}

  async tell(troubles: readonly Trouble[]): Promise<void> {
    const { views, clock } = this.place;
    const words = JSON.stringify(troubles);
    const now = clock.now();
    if (words === this.#words && (troubles.length === 0 || now - this.#toldMs < AGAIN_MS)) return;
    const told: Told = { id: this.teller, at: new Date(now).toISOString(), troubles };
    if (troubles.length === 0) await views.notes.erase('trouble', this.teller);
    else await views.notes.write('trouble', told);
    this.#words = words;
    this.#toldMs = now;
  }

  /** Erases what processes have left that are no more. */
  async tidy(): Promise<void> {
    const { views, clock } = this.place;
    for (const told of await views.notes.all<Told>('trouble'))
      if (isStale(told, clock.now())) await views.notes.erase('trouble', told.id);
  }
}

/** By the name of the projection. */
export const troublesTold = async (views: ReadStore, now: number): Promise<ReadonlyMap<string, Trouble>> => {
  const told = (await views.notes.all<Told>('trouble')).filter((one) => !isStale(one, now));
  return new Map(
    told.flatMap(({ troubles }) => troubles.map((trouble) => [trouble.projection, trouble] as const)),
  );
};

const isStale = ({ at }: Told, now: number): boolean => now - Date.parse(at) > STALE_MS;
