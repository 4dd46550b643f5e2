import { Command, Option } from 'commander';
import { ROLES, speaksForOne, type Actor, type Role } from '@kernel/actor';
import { isDivisionCode } from '@kernel/division-code';
import { isUuid } from '@kernel/ids';
import { issueToken } from '@http/token';
import { CommandFailed } from './failure';
import { print, withCounty } from './with-county';

interface Options {
  readonly user: string;
  readonly role: Role;
  readonly scope: string;
  readonly subject?: string;
  readonly expires: string;
}

const roles = Object.keys(ROLES).filter((role) => role !== 'SYSTEM');

/** Signs a token with the county's own key: for embedded mode, where nobody else does. */
export const tokenCommand = new Command('token')
  .description('issue a signed token for the API')
  .requiredOption('--user <name>', 'account name of the person who acts')
  .addOption(
    new Option('--role <role>', 'role in which the person acts').choices(roles).makeOptionMandatory(),
  )
  .requiredOption('--scope <code>', '12-digit division code within which the person acts')
  .option('--subject <id>', 'id of the entity or household an ENTITY_MANAGER or HOUSEHOLD speaks for')
  .option('--expires <time>', 'lifetime, e.g. 8h or 30d', '8h')
  .action(async (options: Options) => {
    const actor = actorOf(options);
    await withCounty(async ({ tokenKey, settings }) => {
      if (settings.production)
        throw new CommandFailed('tokens are issued by the sign-in service in production');
      print(await issueToken(tokenKey, actor, options.expires));
    });
  });

const actorOf = ({ user, role, scope, subject }: Options): Actor => {
  if (!isDivisionCode(scope)) throw new CommandFailed('--scope takes a 12-digit division code');
  if (subject !== undefined && !isUuid(subject)) throw new CommandFailed('--subject takes an id');
  if (speaksForOne(role) !== (subject !== undefined))
    throw new CommandFailed('--subject goes with the roles ENTITY_MANAGER and HOUSEHOLD, and with no other');
  return { user, role, scope, ...(subject === undefined ? {} : { subjectId: subject }) };
};
