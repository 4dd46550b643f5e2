import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { catchError, type Observable } from 'rxjs';
import type { Witness } from './buses';
import type { EdgeRequest } from './request';
import { routeOf } from './route';
import { Malformed } from './validation';

/**
 * Sees what never becomes a question or a command because its parameters make none: whoever asked for it was looking for
 * something all the same. What stands in a body is not told: it may be anything.
 */
export class AskedInVain implements NestInterceptor {
  constructor(private readonly witness: Witness) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError(async (error: unknown): Promise<never> => {
        if (error instanceof Malformed) await this.#tell(context);
        throw error;
      }),
    );
  }

  async #tell(context: ExecutionContext): Promise<void> {
    const route = routeOf(context.getHandler());
    const { actor, params, query, id: requestId } = context.switchToHttp().getRequest<EdgeRequest>();
    if (route === undefined || actor === undefined) return;
    const fields = { ...(query as object), ...(params as object) };
    await this.witness({ name: route.name, fields }, { actor, requestId });
  }
}
