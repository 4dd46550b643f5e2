import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  applyDecorators,
  Controller,
  Get,
  Header,
  HttpCode,
  Inject,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  ApiBearerAuth,
  ApiBody,
  ApiHeader,
  ApiOperation,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Actor } from '@kernel/actor';
import { mayReceive } from '@kernel/evidence';
import type { Outcome } from '@command/dispatcher';
import { enveloped } from '@command/envelope';
import { Forbidden, roleNotAllowed } from '@command/faults';
import type { CommandClass } from '@command/handling';
import { answered } from '@http/answered';
import { BACKEND, type Asked, type Backend } from '@http/buses';
import type { EdgeReply } from '@http/controllers';
import { problems, REFUSED, rightsTold, text } from '@http/openapi-operation';
import { questionReach } from '@http/reach';
import { actorOf, commandFrom, questionFrom, type EdgeRequest } from '@http/request';
import { routeTo } from '@http/route';
import { referTo, schemaOf } from '@http/schema';
import { RequestEvidencePackage, TakeEvidencePackage } from '@oversight/evidence-package/commands';
import { isOpen } from '@oversight/evidence-package/state';
import { NothingKnown, Unanswerable, type QueryClass } from '@query/answering';
import { canSee } from '@query/scope';
import { EvidencePackageFile, EvidencePackageStatus } from './asking';
import { EvidenceJobs } from './jobs';
import type { KnownPackage, ToldPackage } from './known-package';

/** Token of the {@link EvidenceJobs}. */
export const EVIDENCE_JOBS = Symbol('evidence-jobs');

const described = (
  type: CommandClass | QueryClass,
  rights: MethodDecorator,
  codes: Readonly<Record<number, string>>,
): MethodDecorator =>
  applyDecorators(
    routeTo(type),
    ApiTags('证据包 Evidence'),
    ApiBearerAuth(),
    ApiOperation({ operationId: type.name, summary: `${type.title} ${type.name}` }),
    rights,
    Header('cache-control', 'no-store'),
    problems({ ...REFUSED, 400: 'VALIDATION_FAILED', 503: 'LOG_UNAVAILABLE', ...codes }),
  );

const question = (type: QueryClass, codes: Readonly<Record<number, string>> = {}): MethodDecorator =>
  described(type, rightsTold(type.askedBy, questionReach(type)), { 422: 'EVIDENCE_OF_ITS_MAKING', ...codes });

const ZIP = { schema: { type: 'string', format: 'binary' } };

const ID = { name: 'id', schema: { type: 'string', format: 'uuid' } } as const;

@Controller('evidence-packages')
export class EvidencePackages {
  constructor(
    @Inject(EVIDENCE_JOBS) private readonly jobs: EvidenceJobs,
    @Inject(BACKEND) private readonly backend: Backend,
    @Inject(CommandBus) private readonly bus: CommandBus,
  ) {}

  /** Answered at once; the package is made behind it, narrowed to the division of whoever asks. */
  @Post()
  @HttpCode(202)
  @described(RequestEvidencePackage, rightsTold(RequestEvidencePackage.sentBy, 'NAMED'), {
    409: 'EVIDENCE_SUBJECT_NOT_NAMED, EVIDENCE_NOT_OF_ROLE',
    422: 'IDEMPOTENCY_KEY_REUSED',
    429: 'TOO_MANY_REQUESTS, EVIDENCE_QUEUE_FULL',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Repeating it answers the first package.',
  })
  @ApiBody({ schema: schemaOf(RequestEvidencePackage) as never })
  @ApiResponse({
    ...{ status: 202, description: 'Its state; `id` leads to the package.' },
    ...text(referTo('EvidencePackageStatusAnswer')),
  })
  @ApiQuery({
    name: 'dryRun',
    required: false,
    description: 'Nothing is asked for.',
    schema: { type: 'boolean' },
  })
  @ApiResponse({ status: 200, description: 'What a dry run would put on record.' })
  async request(@Req() request: EdgeRequest, @Res({ passthrough: true }) reply: EdgeReply): Promise<object> {
    const command = commandFrom(RequestEvidencePackage, request);
    const actor = actorOf(request);
    await this.backend.witness(named(command), { actor, requestId: request.id });
    this.jobs.requireRoom();
    const { id, events, preview } = await this.bus.execute<object, Outcome>(command);
    if (preview !== undefined) {
      reply.status(200);
      return { dryRun: true, id, events, ...preview };
    }
    const known = await this.known(id);
    if (isOpen(known.state)) void this.jobs.takeUp(id);
    return this.jobs.told(known);
  }

  @Get(':id')
  @question(EvidencePackageStatus)
  @ApiParam(ID)
  @answered(
    'EvidencePackageStatus',
    'QUEUED, RUNNING, DONE with sums, root code and day of deletion, EXPIRED, or FAILED with the reason.',
  )
  async status(@Req() request: EdgeRequest): Promise<ToldPackage> {
    return this.jobs.told(await this.found(EvidencePackageStatus, request));
  }

  @Get(':id/file')
  @question(EvidencePackageFile, {
    422: 'EVIDENCE_NOT_READY, EVIDENCE_NOT_AGAIN, EVIDENCE_EXPIRED, EVIDENCE_OF_ITS_MAKING',
    429: 'TOO_MANY_REQUESTS, EVIDENCE_QUEUE_FULL',
    503: 'EVIDENCE_BEING_MADE, LOG_UNAVAILABLE',
  })
  @ApiParam(ID)
  @ApiResponse({ status: 200, description: 'The ZIP.', content: { 'application/zip': ZIP } })
  async file(@Req() request: EdgeRequest): Promise<StreamableFile> {
    const known = await this.found(EvidencePackageFile, request);
    requireReceiver(actorOf(request), known);
    const { path, sha256, bytes } = await this.jobs.obtain(known);
    const { id } = known;
    const envelope = { commandId: randomUUID(), id, actor: actorOf(request), correlationId: request.id };
    await this.bus.execute(enveloped(Object.assign(new TakeEvidencePackage(), { sha256 }), envelope));
    return new StreamableFile(createReadStream(path), {
      ...{ type: 'application/zip', length: bytes },
      disposition: `attachment; filename="evidence-${id}.zip"`,
    });
  }

  /** @throws NothingKnown, Forbidden, Unanswerable where it is asked about another moment than that of its making */
  private async found(type: QueryClass<{ id: string }>, request: EdgeRequest): Promise<KnownPackage> {
    const { question, asOf, knownAt } = questionFrom(type, request);
    const when = asOf ?? knownAt?.text ?? null;
    if (when !== null) throw new Unanswerable('EVIDENCE_OF_ITS_MAKING', when);
    const actor = actorOf(request);
    await this.backend.witness(named(question), { actor, requestId: request.id });
    const known = await this.known((question as { readonly id: string }).id);
    const isSeen = await canSee(this.backend.readSide.viewsFor(actor), known.request.scope);
    if (!isSeen) throw outside(actor);
    return known;
  }

  private async known(id: string): Promise<KnownPackage> {
    const known = await this.jobs.find(id);
    if (known === null) throw new NothingKnown('evidence-package', id);
    return known;
  }
}

const named = (question: object): Asked => ({ name: question.constructor.name, fields: question });

/** Before anything is made again for whoever may not have it. @throws Forbidden */
const requireReceiver = ({ role }: Actor, { request: { recipient } }: KnownPackage): void => {
  if (mayReceive(role, recipient)) return;
  const receivers = EvidencePackageFile.askedBy.filter((one) => mayReceive(one, recipient));
  throw roleNotAllowed(role, `fetch what is made for ${recipient}`, receivers);
};

const outside = ({ scope }: Actor): Forbidden =>
  new Forbidden('OUT_OF_SCOPE', `the package reaches outside ${scope}`);
