import { request, Agent } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { divisionCode } from '@kernel/division-code';
import { createApplication } from '@county/application';
import type { County } from '@county/county';
import { issueToken } from '@http/token';
import { RecordIndustryWill } from '@registry/household/commands';
import { sideBySide, type Line, type Work } from './measure';

@Controller('empty')
class EmptyController {
  @Post()
  take(@Body() body: RecordIndustryWill): object {
    return { taken: body.industries.length };
  }
}

@Module({ controllers: [EmptyController] })
class EmptyModule {}

const emptyApp = async (): Promise<NestFastifyApplication> => {
  const app = await NestFactory.create<NestFastifyApplication>(EmptyModule, new FastifyAdapter(), {
    logger: false,
  });
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

const load =
  (target: Target, callers: number, each: number): Work =>
  async () => {
    const caller = async () => {
      for (let index = 0; index < each; index += 1) await post(target);
    };
    await Promise.all(Array.from({ length: callers }, caller));
    return callers * each;
  };

/** A command that is decided, appended and answered, against an empty POST of the same body with the same validation. */
export const httpLines = async (
  county: County,
  ids: readonly string[],
  rounds: number,
): Promise<readonly Line[]> => {
  const app = await createApplication(county);
  await app.listen(0, '127.0.0.1');
  const empty = await emptyApp();
  const token = await issueToken(
    county.tokenKey,
    { user: 'bench', role: 'COUNTY_INFORMANT', scope: divisionCode('530424000000') },
    '1h',
  );
  let next = 0;
  const household = () => `/households/${ids[(next += 1) % ids.length] ?? ''}/record-industry-will`;
  const ours = { port: portOf(app), path: household, token };
  const raw = { port: portOf(empty), path: () => '/empty', token };
  const lines = [
    await sideBySide('HTTP command, 1 caller, against an empty POST', 'requests/s', {
      ours: load(ours, 1, 200),
      raw: load(raw, 1, 200),
      rounds,
    }),
    await sideBySide('HTTP command, 32 callers, against an empty POST', 'requests/s', {
      ours: load(ours, 32, 32),
      raw: load(raw, 32, 32),
      rounds,
    }),
  ];
  await app.close();
  await empty.close();
  return lines;
};
