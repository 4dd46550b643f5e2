import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { divisionCode, isDivisionCode } from '@kernel/division-code';
import { Refusal } from '@kernel/refusal';
import { firstAdministrator } from '@county/sign-in/first-administrator';
import { CommandFailed } from './failure';
import { print, withNewCounty } from './with-county';

interface Options {
  readonly login: string;
  readonly name: string;
  readonly scope: string;
}

/** Long enough that nobody guesses it before it is changed. */
const PASSWORD_BYTES = 15;

/** For the first of all, and for a county whose administrators are all gone: whoever may run this holds the data anyway. */
export const adminCommand = new Command('admin')
  .description('register a user with a password for the first sign-in and appoint it administrator')
  .requiredOption('--login <login>', 'what the person signs in with')
  .requiredOption('--name <name>', 'name of the person')
  .requiredOption('--scope <code>', '12-digit division code that is administered')
  .action(async ({ login, name, scope }: Options) => {
    if (!isDivisionCode(scope)) throw new CommandFailed('--scope takes a 12-digit division code');
    const password = randomBytes(PASSWORD_BYTES).toString('base64url');
    await withNewCounty(async (county) => {
      const wanted = { login, name, password, divisionCode: divisionCode(scope) };
      await firstAdministrator(county, wanted).catch(told);
      print(`${login} may sign in with the password ${password} and has to change it at once`);
    });
  });

const told = (error: unknown): never => {
  if (error instanceof Refusal)
    throw new CommandFailed(
      error.unmet.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join(', '),
    );
  throw error;
};
