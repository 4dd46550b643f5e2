import type { NestApplicationOptions } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { County } from './county';
import { consequences, disclosures, modules, policies, refusalTexts } from './modules';
import { EVIDENCE_JOBS, EvidencePackages } from './evidence/controller';
import { EvidenceJobs } from './evidence/jobs';
import { lookingBack } from './looking-back';
import { countyPulse } from './pulse';
import { edgeModule } from '@http/edge-module';
import { openApiDocument } from '@http/openapi';
import { ReadSide } from '@http/read-side';
import { Malformed } from '@http/validation';

/** The HTTP application over an open county. It does not listen yet, and runs no projections; `ui` serves the
 * documentation as pages too, not only as a document. */
export const createApplication = async (
  county: County,
  { ui = false }: { readonly ui?: boolean } = {},
): Promise<NestFastifyApplication> => {
  const { settings, store, upcast, aggregates } = county;
  const readSide = new ReadSide({
    store: county.views,
    clock: county.clock,
    log: { store, upcast, aggregates },
    deadlineMs: settings.afterDeadlineMs,
    policies: new Set(policies.map(({ name }) => name)),
  });
  const { hindsight, closing } = lookingBack(county, readSide);
  const edge = edgeModule({
    modules,
    backend: {
      ...{ dispatcher: county.dispatcher, readSide, hindsight, consequences, disclosures },
      open: (subject, sealed) => county.vault.open(subject, sealed),
    },
    pulse: countyPulse(county),
    tokenKey: county.tokenKey,
    refusalTexts,
    further: {
      controllers: [EvidencePackages],
      providers: [{ provide: EVIDENCE_JOBS, useFactory: () => new EvidenceJobs(county) }, closing],
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as classes
  const options: NestApplicationOptions = {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  };
  const app = await NestFactory.create<NestFastifyApplication>(edge, adapterFor(county), options);
  takeOnlyJson(app.getHttpAdapter().getInstance());
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { ui, raw: ['json'] });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};

/** Requests keep the id a proxy gave them, or get one; it stands in every log line and problem document. */
const adapterFor = ({ settings }: County): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: settings.bodyLimitBytes,
    requestIdHeader: 'x-request-id',
    genReqId: () => randomUUID(),
    logger: settings.logLevel === 'silent' ? false : { level: settings.logLevel, serializers: { req: told } },
  });

interface Told {
  readonly [field: string]: unknown;
  readonly method: string;
  readonly remoteAddress: string;
}

/** Without the query string: somebody may have written a name or a number there. */
const told = ({ method, url, ip }: { method: string; url: string; ip: string }): Told => ({
  ...{ method, path: url.split('?')[0], remoteAddress: ip },
});

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/** Anything else is answered 415 rather than misread; an empty body is a command without fields. */
const takeOnlyJson = (server: Server): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, {});
    else
      void parse(request, body as string, (error, value) => {
        done(error === null ? null : new Malformed('BODY_NOT_JSON', []), value);
      });
  });
};
