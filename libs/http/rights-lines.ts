import type { OpenAPIObject } from '@nestjs/swagger';
import type { Role } from '@kernel/actor';
import type { Reach } from '@query/answering';
import type { CommandReach } from './reach';

/** `OWN_ACCOUNT`: of whoever has signed in; `PUBLIC`: open to those who have not. */
export type AnyReach = Reach | CommandReach | 'OWN_ACCOUNT' | 'PUBLIC';

/** One action: a line of the rights table. */
export interface RightsLine {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly tag: string;
  readonly roles: readonly Role[] | 'ANYONE';
  readonly reach: AnyReach;
  /** Those of the roles to whom the reach is `OWN_SUBJECT` instead. */
  readonly ownTo: readonly Role[];
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly 'x-roles'?: readonly (Role | 'ANYONE')[];
  readonly 'x-reach'?: AnyReach;
  readonly 'x-own-subject'?: readonly Role[];
}

/** Every action of the API; what names no role is about signing in or open to all. */
export const rightsLines = ({ paths }: OpenAPIObject): readonly RightsLine[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method] as unknown as Operation | undefined;
      return operation === undefined ? [] : [{ method, path, ...lineOf(operation) }];
    }),
  );

const rolesIn = (named: Operation['x-roles'] = ['ANYONE']): RightsLine['roles'] =>
  named.includes('ANYONE') ? 'ANYONE' : (named as readonly Role[]);

const lineOf = (operation: Operation): Omit<RightsLine, 'method' | 'path'> => {
  const { operationId: name, summary, tags = [], security = [] } = operation;
  const unnamed = security.length > 0 ? 'OWN_ACCOUNT' : 'PUBLIC';
  const title = summary.slice(0, summary.lastIndexOf(' '));
  return {
    ...{ name, title, tag: tags.at(-1) ?? '其他 Other' },
    roles: rolesIn(operation['x-roles']),
    reach: operation['x-reach'] ?? unnamed,
    ownTo: operation['x-own-subject'] ?? [],
  };
};
