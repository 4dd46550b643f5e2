import type { Role } from '@kernel/actor';
import type { Params } from '@kernel/refusal';

/** The aggregate asked does not exist. */
export class NotFound extends Error {
  constructor(
    readonly category: string,
    readonly id: string,
  ) {
    super(`no ${category} ${id}`);
    this.name = 'NotFound';
  }
}

/** What the role, the division, the subject, the post, or the token of a program does not allow. */
export type ForbiddenCode =
  | 'ROLE_NOT_ALLOWED'
  | 'OUT_OF_SCOPE'
  | 'NOT_YOUR_SUBJECT'
  | 'NO_POST'
  | 'POST_NOT_YOURS'
  | 'POST_NOT_CHOSEN'
  | 'ADDRESS_NOT_ALLOWED'
  | 'NOT_PERMITTED';

/** The actor's role may not send this command, or its division or subject is another's. */
export class Forbidden extends Error {
  constructor(
    readonly code: ForbiddenCode,
    message: string,
    readonly params: Params = {},
  ) {
    super(message);
    this.name = 'Forbidden';
  }
}

/** The role may not do that at all, wherever it is; it is told who may. `roles` is empty where only the house itself does it. */
export const roleNotAllowed = (role: Role, what: string, roles: readonly Role[]): Forbidden =>
  new Forbidden('ROLE_NOT_ALLOWED', `${role} may not ${what}`, {
    role,
    roles: roles.length > 0 ? roles : ['SYSTEM'],
  });

/** The command id stands in the log with another request. */
export class CommandIdReused extends Error {
  constructor(readonly commandId: string) {
    super(`command ${commandId} was sent before with another content`);
    this.name = 'CommandIdReused';
  }
}

/** The caller named a revision that is not the current one. */
export class Stale extends Error {
  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`expected revision ${String(expected)}, the current one is ${String(actual)}`);
    this.name = 'Stale';
  }
}

/** So many writers changed the aggregate at once that the bounded retries were used up. Nothing was written. */
export class Contended extends Error {
  constructor(stream: string) {
    super(`too many concurrent changes of ${stream}`);
    this.name = 'Contended';
  }
}

/** Deciding took so long that what it rests on may have changed unseen. Nothing was written. */
export class Overtaken extends Error {
  constructor() {
    super('what was decided on may have changed meanwhile');
    this.name = 'Overtaken';
  }
}
