import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Forbidden } from '@command/faults';
import { NotAuthenticated } from './faults';
import type { EdgeRequest } from './request';
import { routeOf } from './route';
import { Tokens } from './token';

/** Lets in who carries a valid token and whose role the route names. The division is checked where the data is. */
export class RightsGuard implements CanActivate {
  private readonly tokens: Tokens;

  constructor(key: Uint8Array) {
    this.tokens = new Tokens(key);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context.getHandler());
    if (route === undefined) return true;
    const request = context.switchToHttp().getRequest<EdgeRequest>();
    request.actor = await this.tokens.actorOf(bearer(request.headers['authorization']));
    if (route.roles !== 'ANYONE' && !route.roles.includes(request.actor.role))
      throw new Forbidden('ROLE_NOT_ALLOWED', `${request.actor.role} may not use ${route.name}`);
    return true;
  }
}

const bearer = (header: string | string[] | undefined): string => {
  const token = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
  if (token === undefined) throw new NotAuthenticated('no bearer token');
  return token;
};
