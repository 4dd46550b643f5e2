import type { Role } from '@kernel/actor';
import type { CommandClass } from '@command/handling';
import type { Model } from './model';
import type { Roll } from './roll';

export type Body = Readonly<Record<string, unknown>>;

/** What somebody sends, as it comes to the edge. */
export interface Request {
  readonly type: CommandClass;
  readonly body: Body;
  readonly id?: string;
  /** Entity or household that a manager or a head would speak for. */
  readonly subject?: string;
  /** Who would send it here, of those who may. */
  readonly by?: Role;
  /** Day on which it is true; today where absent. */
  readonly on?: string;
}

type More = Omit<Request, 'type' | 'body'>;

export const ask = <C extends object>(type: CommandClass<C>, body: Body = {}, more: More = {}): Request => ({
  ...{ type, body },
  ...more,
});

/** One thing that exists, and the chances of the step. */
export interface At<S> {
  readonly model: Model;
  readonly roll: Roll;
  readonly id: string;
  readonly state: S;
}

/** Null where it makes no sense now. */
export type Make<S> = (at: At<S>) => Request | null;

/** What people do with one kind of thing; null where there is nothing to do it with. */
export interface Moves {
  /** Against the other kinds. */
  readonly weight: number;
  next(model: Model, roll: Roll): Request | null;
}
