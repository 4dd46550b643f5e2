import { derivedId } from '@kernel/ids';
import { Refusal, requireAll, unmet, type Unmet } from '@kernel/refusal';
import type { Dispatcher, Outcome } from './dispatcher';
import { envelopeOf, enveloped } from './envelope';
import type { CommandClass } from './handling';

/** Several commands of one class in one request. */
export interface Several {
  /** As it is sent: who may, and the field that lists the others or what they follow from, one each. */
  readonly command: CommandClass;
  readonly list: string;
  /** What each of them is. */
  readonly of: CommandClass;
  /** They themselves, where the field does not hold them. */
  readonly parts?: (asked: object) => readonly object[];
}

type Desk = Pick<Dispatcher, 'dispatch'>;

/**
 * Tries all of them before any is written, so that nothing is where one would be refused, and tells what each would be refused for.
 * What is tried one by one holds together only where no two concern the same aggregate. Each id follows from that of the request: where
 * somebody else comes between, the same request sent again does what is left. @throws Refusal
 */
export const dispatchSeveral = async (
  desk: Desk,
  { list, parts: partsOf }: Pick<Several, 'list' | 'parts'>,
  asked: object,
): Promise<readonly Outcome[]> => {
  const { commandId, dryRun = false, ...envelope } = envelopeOf(asked);
  const parts = partsOf?.(asked) ?? (asked as Readonly<Record<string, readonly object[]>>)[list] ?? [];
  const send = (part: object, index: number, tried: boolean): Promise<Outcome> =>
    desk.dispatch(
      enveloped(part, { ...envelope, commandId: derivedId('several', commandId, index), dryRun: tried }),
    );
  const trials = await oneByOne(parts, (part, index) =>
    tried(() => send(part, index, true), `/${list}/${String(index)}`),
  );
  requireAll(...trials.flatMap(({ faults }) => faults), ...repeated(trials, list));
  if (dryRun) return trials.flatMap(({ outcome }) => outcome ?? []);
  return oneByOne(parts, (part, index) => send(part, index, false));
};

const oneByOne = async <T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> => {
  const results: R[] = [];
  for (const [index, item] of items.entries()) results.push(await work(item, index));
  return results;
};

interface Trial {
  readonly outcome: Outcome | null;
  readonly faults: readonly Unmet[];
}

const tried = async (trial: () => Promise<Outcome>, at: string): Promise<Trial> => {
  try {
    return { outcome: await trial(), faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const faults = error.unmet.map(({ code, params, pointer = '' }) => unmet(code, params, at + pointer));
    return { outcome: null, faults };
  }
};

const repeated = (trials: readonly Trial[], list: string): readonly Unmet[] => {
  const ids = trials.map(({ outcome }) => outcome?.id);
  return ids.flatMap((id, index) =>
    id !== undefined && ids.indexOf(id) < index
      ? [unmet('NAMED_TWICE', {}, `/${list}/${String(index)}`)]
      : [],
  );
};
