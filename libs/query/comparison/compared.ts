import type { DivisionCode } from '@kernel/division-code';
import type { Views } from '../answering';
import { pageOf, type Paging } from '../paging';
import { CauseFinder, type Causes } from '../story/causes';
import type { Naming } from '../story/naming';
import { changedFigures, changedParameters, type ChangedParameter } from './figure-difference';
import type { Line } from './household-difference';
import { learntBetween, NOTHING, type Bearing, type Between } from './moment';

export interface Found<Figures extends object, L extends Line> {
  readonly then: Figures;
  readonly now: Figures;
  readonly changed: readonly L[];
}

/** A figure that can be compared: its answers at both moments, the households that differ, and where to look for what changed them. */
export interface Comparing<Asked extends Between, Figures extends object, L extends Line> {
  readonly compare: (views: Views, asked: Asked) => Promise<Found<Figures, L>>;
  readonly suspect: (
    views: Views,
    asked: Asked,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, Bearing>>;
}

/** One question at two moments. */
export interface Asked extends Between {
  readonly division: DivisionCode;
}

/** A parameter that both answers rest on, with the events that decided it otherwise in between. */
interface ParameterChange extends ChangedParameter, Causes {
  readonly title: string | null;
}

/** How events, parameters and those whom they name are called, and where the decisions on a parameter stand. */
export interface Telling {
  readonly naming: Naming;
  readonly parameter: (key: string) => { readonly title: string | null; readonly stream: string };
}

/**
 * A figure at two moments: both answers, the figures and parameters that are not the same, and page by page the households that
 * count for something else, each with the events that made it so. It sees days, as statistics do.
 */
export const compared =
  <A extends Asked, Figures extends object, L extends Line>(
    { compare, suspect }: Comparing<A, Figures, L>,
    { naming, parameter }: Telling,
  ) =>
  async (views: Views, asked: A, paging: Paging) => {
    const { then, now, changed } = await compare(views, asked);
    const { items, next } = pageOf(changed, paging, ({ householdId }) => householdId);
    const ids = items.map(({ householdId }) => householdId);
    const bearings = await suspect(views, asked, ids);
    const finder = new CauseFinder(views, naming);
    const caused = async (line: L) => {
      const { streams, isCause } = bearings.get(line.householdId) ?? NOTHING;
      return { ...line, ...(await finder.among(streams, isCause)) };
    };
    const decided = async ({ key, ...pair }: ChangedParameter): Promise<ParameterChange> => {
      const { title, stream } = parameter(key);
      return { key, title, ...pair, ...(await finder.among([stream], learntBetween(asked))) };
    };
    return {
      ...{ then, now, figures: changedFigures(then, now) },
      parameters: await Promise.all(changedParameters(then, now).map(decided)),
      ...{ changedCount: changed.length, changed: await Promise.all(items.map(caused)), next },
    };
  };
