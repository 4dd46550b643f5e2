import 'reflect-metadata';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { enveloped } from '@command/envelope';
import { openCounty } from '@county/county';
import { projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import { AssessEligibility, RegisterHousehold, SetAlleviatedRecord } from '@registry/household/commands';
import { RegisterDivision } from '@registry/division/commands';
import { checkDigit } from '@registry/household/document-no';
import { householdId } from '@registry/household/state';

/**
 * A county at work until it is killed: commands with ids that follow from a running number, and a line on standard output
 * for each that was acknowledged. `from` is the first number of this life.
 */
const from = Number(process.argv[2]);
const county = openCounty(settingsFrom(process.env));
const host = projectionHost(county);
await host.start();

const scope = divisionCode('530424000000');
const village = divisionCode('530424102201');
const actor = { user: 'clerk', role: 'COUNTY_INFORMANT', scope } as const;
const admin = { user: 'admin', role: 'ADMIN', scope } as const;

const documentNo = (index: number): string => {
  const first = `9999991970${String(1 + (index % 9)).padStart(2, '0')}${String(10 + (index % 18))}${String(index % 1_000).padStart(3, '0')}`;
  return first + checkDigit(first);
};

const divisions = [scope, divisionCode('530424102000'), village];
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
  const outcome = await county.dispatcher.dispatch(enveloped(command, { commandId, actor, ...target }));
  const { revision, position } = outcome;
  process.stdout.write(
    `${JSON.stringify({ commandId, stream: `household-${outcome.id}`, revision, position })}\n`,
  );
};

const settle = async (index: number): Promise<void> => {
  const householdNo = `530424${String(100_000 + index)}`;
  const id = householdId(householdNo);
  const registered = {
    ...{ householdNo, villageCode: village, populationCount: 3, labourCount: 1 },
    ...{ headName: '示例户主', documentNo: documentNo(index), source: 'VILLAGE', synthetic: true },
  };
  await send(Object.assign(new RegisterHousehold(), registered), `register ${String(index)}`);
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
