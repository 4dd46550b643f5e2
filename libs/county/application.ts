import { Logger, type NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { SealRegister } from '@event-store/sealing/seal-register';
import { edgeModule } from '@http/edge-module';
import { shapeFault } from '@http/json-shape';
import { openApiDocument } from '@http/openapi';
import type { Wording } from '@http/problem-filter';
import { EDGE_TEXTS } from '@http/texts';
import { accessToken } from '@http/token';
import { refuseUnparsed, refuseUnreadable } from '@http/unparsed';
import { Malformed } from '@http/validation';
import { fieldTitle, wordTitle } from '@oversight/audit/titles';
import { successionsIn } from '@registry/division/queries';
import { parameterTitle } from '@registry/parameter/queries';
import { veilOver } from '@privacy/veil';
import type { Disclosure } from '@query/context-module';
import { ReadSide } from '@query/moment/read-side';
import { auditWitness } from './audit-witness';
import type { County } from './county';
import { tellingDamage } from './damage';
import { EVIDENCE_JOBS, EvidencePackages } from './evidence/controller';
import { EvidenceJobs } from './evidence/jobs';
import { lookingBack } from './looking-back';
import { consequences, disclosures, modules, policies, refusalTexts } from './modules';
import { protect, PROTECTING } from './protection';
import { PUBLIC_SEALS, PublicSeals } from './public-seals';
import { countyPulse } from './pulse';
import { DESK, SignInDoors } from './sign-in/controller';
import { Desk } from './sign-in/desk';

const WORDING: Wording = {
  texts: { ...refusalTexts, ...EDGE_TEXTS },
  titles: {
    field: fieldTitle,
    word: (field, word) => (field === 'keys' ? parameterTitle(word) : wordTitle(field, word)),
  },
};

/** The HTTP application over an open county. It does not listen yet, and runs no projections; `ui` serves the
 * documentation as pages too, not only as a document. */
export const createApplication = async (
  county: County,
  { ui = false }: { readonly ui?: boolean } = {},
): Promise<NestFastifyApplication> => {
  const readSide = readSideOf(county);
  const desk = new Desk(county);
  const { hindsight, closing } = lookingBack(county, readSide);
  const edge = edgeModule({
    modules,
    backend: {
      ...{ dispatcher: county.dispatcher, readSide, hindsight, consequences },
      disclosures: [...disclosures, tokens(county)],
      open: (subject, sealed) => county.vault.open(subject, sealed),
      witness: auditWitness(county),
    },
    pulse: countyPulse(county),
    identify: desk.identities,
    wording: WORDING,
    further: {
      controllers: [EvidencePackages, PublicSeals, SignInDoors],
      providers: [
        { provide: PUBLIC_SEALS, useFactory: () => SealRegister.of(county.store) },
        { provide: DESK, useValue: desk },
        { provide: EVIDENCE_JOBS, useFactory: () => new EvidenceJobs(county) },
        closing,
      ],
    },
  });
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest types its options as classes
  const options: NestApplicationOptions = {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  };
  const app = await NestFactory.create<NestFastifyApplication>(edge, adapterFor(county), options);
  await protect(app, county.settings);
  await makeReadyToAnswer(app, ui);
  return app;
};

const makeReadyToAnswer = async (app: NestFastifyApplication, ui: boolean): Promise<void> => {
  takeOnlyJson(app.getHttpAdapter().getInstance());
  SwaggerModule.setup('docs', app, () => openApiDocument(app), { ui, raw: ['json'] });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
};

const readSideOf = ({ settings, clock, views, vault, store, upcast, aggregates }: County): ReadSide =>
  new ReadSide({
    ...{
      store: views,
      clock,
      log: { store, upcast, aggregates },
      veil: veilOver(vault, tellingDamage(new Logger('keys'))),
      successions: successionsIn,
    },
    deadlineMs: settings.afterDeadlineMs,
    policies: new Set(policies.map(({ name }) => name)),
  });

/** The token of a program, in the answer to whoever had it issued. */
const tokens = ({ tokenKey }: County): Disclosure => ({
  commands: ['IssueAccessToken'],
  of: async ({ id }) => ({ token: await accessToken(tokenKey, id) }),
});

/** A request that has not arrived by then is given up. */
const REQUEST_MS = 30_000;
/** Room for every field of a question at its longest, in the longest script. */
const HEADER_BYTES = 65_536;
const REQUEST_ID = /^[\w.:-]{1,100}$/;
/** It is stored for ever: whoever writes a document or phone number there gets another. */
const NUMBER_IN_ID = /(?<![\dA-Za-z])(?:\d{11}|\d{15}|\d{17}[\dXx])(?![\dA-Za-z])/;

/** Requests keep the id a proxy gave them, where it is one, or get one; it stands in every log line, event and problem document. */
const adapterFor = ({ settings }: County): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: settings.bodyLimitBytes,
    requestTimeout: REQUEST_MS,
    http: { maxHeaderSize: HEADER_BYTES },
    routerOptions: { maxParamLength: HEADER_BYTES },
    clientErrorHandler: refuseUnparsed(WORDING),
    // Fastify types its replies by their schemas, of which there is none here.
    frameworkErrors: refuseUnreadable(WORDING, PROTECTING) as never,
    trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
    requestIdHeader: false,
    genReqId: ({ headers }: { readonly headers: IncomingHttpHeaders }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && isRequestId(given) ? given : randomUUID();
    },
    logger: settings.logLevel === 'silent' ? false : { level: settings.logLevel, serializers: { req: told } },
  });

const isRequestId = (given: string): boolean => REQUEST_ID.test(given) && !NUMBER_IN_ID.test(given);

interface Told {
  readonly [field: string]: unknown;
  readonly method: string;
  readonly remoteAddress: string;
}

interface Heard {
  readonly method: string;
  readonly ip: string;
  readonly routeOptions?: { readonly url?: string | undefined };
}

/** The route instead of the address: somebody may have written a name or a number there. */
const told = ({ method, ip, routeOptions }: Heard): Told => ({
  ...{ method, route: routeOptions?.url ?? null, remoteAddress: ip },
});

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

/**
 * Anything else is answered 415, and what is not UTF-8 400, rather than misread: a text once kept garbled stays so for ever.
 * An empty body is a command without fields.
 */
const takeOnlyJson = (server: Server): void => {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const body = bytes.toString();
    const fault = isUtf8(bytes as Buffer) ? shapeFault(body) : 'BODY_NOT_UTF8';
    if (body.length === 0) done(null, {});
    else if (fault !== null) done(new Malformed(fault, []));
    else
      void parse(request, body, (error, value) => {
        done(error === null ? null : new Malformed('BODY_NOT_JSON', []), value);
      });
  });
};
