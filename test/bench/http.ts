import { request, Agent } from 'node:http';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Post, ValidationPipe, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { divisionCode } from '@kernel/division-code';
import { createApplication } from '@county/application';
import type { County } from '@county/county';
import { issueToken } from '@http/token';
import { RecordIndustryWill } from '@registry/household/commands';
import { bareTable } from './append';
import { byCallers, callersText, sideBySide, type Line, type Work } from './measure';

@Controller('empty')
class EmptyController {
  @Post()
  take(@Body() body: RecordIndustryWill): object {
    return { taken: body.industries.length };
  }
}

/** Nothing but the sync of the disk that a durable answer waits for. */
const keepingARow = (row: () => unknown): Type => {
  @Controller('row')
  class RowController {
    @Post()
    take(@Body() body: RecordIndustryWill): object {
      row();
      return { taken: body.industries.length };
    }
  }
  return RowController;
};

@Module({})
class BareModule {}

const bareApp = async (controllers: Type[]): Promise<NestFastifyApplication> => {
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: BareModule, controllers },
    new FastifyAdapter(),
    { logger: false },
  );
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  return app;
};

const portOf = (app: NestFastifyApplication): number => (app.getHttpServer().address() as AddressInfo).port;

interface Target {
  readonly port: number;
  readonly path: () => string;
  readonly token: string;
}

const BODY = JSON.stringify({ industries: ['FRUIT', 'VEGETABLE'] });
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

const post = ({ port, path, token }: Target): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(BODY),
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    };
    const sent = request(
      { agent, port, path: path(), method: 'POST', host: '127.0.0.1', headers },
      (answer) => {
        answer.resume().on('end', () => {
          if ((answer.statusCode ?? 500) < 300) resolve();
          else reject(new Error(`${path()} answered ${String(answer.statusCode)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(BODY);
  });

const load = (target: Target, callers: number, each: number): Work =>
  byCallers(callers, each, () => post(target));

/** The door of a county in this process, and a way to knock with so many callers. */
export interface Door {
  readonly commands: (callers: number, each: number) => Work;
  close(): Promise<void>;
}

export const openDoor = async (county: County, ids: readonly string[]): Promise<Door> => {
  const app = await createApplication(county);
  await app.listen(0, '127.0.0.1');
  const token = await issueToken(
    county.tokenKey,
    { user: 'bench', role: 'COUNTY_INFORMANT', scope: divisionCode('530424000000') },
    '1h',
  );
  let next = 0;
  const path = () => `/households/${ids[(next += 1) % ids.length] ?? ''}/record-industry-will`;
  const target = { port: portOf(app), path, token };
  return { commands: (callers, each) => load(target, callers, each), close: () => app.close() };
};

/**
 * A command that is decided, appended and answered, against an empty POST of the same body with the same validation; of one caller,
 * whose command waits for the disk alone, also against one that inserts a bare row.
 */
export const httpLines = async (
  county: County,
  {
    ids,
    folder,
    rounds,
  }: { readonly ids: readonly string[]; readonly folder: string; readonly rounds: number },
): Promise<readonly Line[]> => {
  const door = await openDoor(county, ids);
  const table = bareTable(join(folder, 'bare-row.db'));
  const bare = await bareApp([EmptyController, keepingARow(table.row)]);
  const against = (path: string) => ({ port: portOf(bare), path: () => path, token: '' });
  const lines: Line[] = [];
  for (const [callers, each, path, what] of [
    [1, 200, '/empty', 'an empty POST'],
    [1, 200, '/row', 'a POST that inserts one bare row'],
    [32, 32, '/empty', 'an empty POST'],
  ] as const)
    lines.push(
      await sideBySide(`HTTP command, ${callersText(callers)}, against ${what}`, 'requests/s', {
        ours: door.commands(callers, each),
        raw: load(against(path), callers, each),
        rounds,
      }),
    );
  await door.close();
  await bare.close();
  table.close();
  return lines;
};
