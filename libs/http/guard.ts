import { UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Actor } from '@kernel/actor';
import { roleNotAllowed } from '@command/faults';
import type { Witness } from './buses';
import { NotAuthenticated } from './faults';
import type { EdgeRequest } from './request';
import { routeOf, type Route } from './route';
import { Malformed } from './validation';

/** Finds out who sends a request. @throws NotAuthenticated, Forbidden */
export interface Identify {
  actorOf(request: EdgeRequest, route: Route): Promise<Actor>;
}

/** Lets in whoever is somebody and whose role the route names. The division is checked where the data is. */
export class RightsGuard implements CanActivate {
  constructor(
    private readonly identify: Identify,
    private readonly witness: Witness,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context.getHandler());
    if (route === undefined) return true;
    const request = context.switchToHttp().getRequest<EdgeRequest>();
    const actor = await this.identify.actorOf(request, route);
    request.actor = actor;
    if (route.roles === 'ANYONE' || route.roles.includes(actor.role)) return true;
    const fields = request.params as object;
    await this.witness({ name: route.name, fields }, { actor, requestId: request.id });
    throw roleNotAllowed(actor.role, `use ${route.name}`, route.roles);
  }
}

class TakesNothing implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query } = context.switchToHttp().getRequest<EdgeRequest>();
    const faults = Object.keys(query as object).map((name) => ({
      ...{ pointer: `?${name}`, code: 'nothingTaken', params: {} },
    }));
    if (faults.length > 0) throw new Malformed('VALIDATION_FAILED', faults);
    return true;
  }
}

/** Of an address that is no question: who asks it of another moment, or anything else, is not told of the present as if that had been heard. */
export const takesNothing = (): MethodDecorator & ClassDecorator => UseGuards(new TakesNothing());

/** @throws NotAuthenticated */
export const bearerToken = ({ headers }: Pick<EdgeRequest, 'headers'>): string => {
  const header = headers['authorization'];
  const token = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
  if (token === undefined) throw new NotAuthenticated('no bearer token');
  return token;
};
