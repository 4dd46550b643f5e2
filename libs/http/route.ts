import type { Role } from '@kernel/actor';
import type { CommandClass } from '@command/handling';
import type { QueryClass } from '@query/answering';
import { askers } from './reach';

const ROUTE = 'shuangbang:route';

/** What a route is for, who may use it: a line of the table route × role. */
export interface Route {
  readonly name: string;
  readonly title: string;
  readonly kind: 'command' | 'question';
  readonly roles: readonly Role[] | 'ANYONE';
}

/** Puts the line of the rights table on the method that serves it, where the guard reads it. */
export const routeTo =
  (type: CommandClass | QueryClass): MethodDecorator =>
  (_target, _name, descriptor) => {
    const route: Route =
      'sentBy' in type
        ? { name: type.name, title: type.title, kind: 'command', roles: type.sentBy }
        : { name: type.name, title: type.title, kind: 'question', roles: askers(type) };
    Reflect.defineMetadata(ROUTE, route, descriptor.value as object);
  };

/** Absent for the few public routes: health, metrics, documentation. */
export const routeOf = (method: object): Route | undefined =>
  Reflect.getMetadata(ROUTE, method) as Route | undefined;
