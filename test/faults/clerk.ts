import 'reflect-metadata';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import { AssessEligibility, SetAlleviatedRecord } from '@registry/household/commands';
import { RegisterDivision } from '@registry/division/commands';
import { householdId } from '@registry/household/state';
import { CLERK, householdNoOf, registration, SCOPE, VILLAGE } from './registration';

/**
 * A county at work until it is killed: commands with ids that follow from a running number, and a line on standard output
 * for each that was acknowledged. `from` is the first number of this life.
 */
const from = Number(process.argv[2]);
const county = openCounty(settingsFrom(process.env));
const host = projectionHost(county);
await host.start();

const admin = { user: 'admin', role: 'ADMIN', scope: SCOPE } as const;

const divisions = [SCOPE, divisionCode('530424102000'), VILLAGE];
for (const code of divisions)
  await county.dispatcher.dispatch(
    enveloped(Object.assign(new RegisterDivision(), { code, name: code, source: 'fault round' }), {
      commandId: derivedId('division', code),
      actor: admin,
    }),
  );

const send = async (command: object, key: string, id?: string): Promise<void> => {
  const commandId = derivedId('fault', key);
  const target = id === undefined ? {} : { id };
  const outcome = await county.dispatcher.dispatch(
    enveloped(command, { commandId, actor: CLERK, ...target }),
  );
  const { revision, position } = outcome;
  process.stdout.write(
    `${JSON.stringify({ commandId, stream: `household-${outcome.id}`, revision, position })}\n`,
  );
};

const settle = async (index: number): Promise<void> => {
  const id = householdId(householdNoOf(index));
  await send(registration(index), `register ${String(index)}`);
  const record = Object.assign(new SetAlleviatedRecord(), { alleviatedYear: 2019, enjoysPolicy: true });
  await send(record, `alleviated ${String(index)}`, id);
  const judged = Object.assign(new AssessEligibility(), { hasDevelopmentConditions: true, isWilling: true });
  await send(judged, `eligible ${String(index)}`, id);
};

process.stdout.write('"ready"\n');
const AT_ONCE = 8;
for (let index = from; ; index += AT_ONCE)
  await Promise.all(
    Array.from({ length: AT_ONCE }, (_, offset) => settle(index + offset).catch(() => undefined)),
  );
