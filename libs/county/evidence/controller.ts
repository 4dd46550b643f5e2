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
  StreamableFile,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@kernel/actor';
import { within } from '@kernel/division-code';
import { Refusal, unmet } from '@kernel/refusal';
import { Forbidden } from '@command/faults';
import { BACKEND, type Asked, type Backend } from '@http/buses';
import { problems, REFUSED, rightsTold } from '@http/openapi-operation';
import { questionReach } from '@http/reach';
import { actorOf, questionFrom, type EdgeRequest } from '@http/request';
import { routeTo } from '@http/route';
import { schemaOf } from '@http/schema';
import { instanceOf, isPlainObject, Malformed } from '@http/validation';
import { NothingKnown, Unanswerable, type QueryClass } from '@query/answering';
import { EvidencePackageFile, EvidencePackageStatus, RequestEvidencePackage } from './asking';
import type { Job } from './job-files';
import { EvidenceJobs } from './jobs';
import { subjectFrom, type Subject } from './subject';

/** Token of the {@link EvidenceJobs}. */
export const EVIDENCE_JOBS = Symbol('evidence-jobs');

const described = (type: QueryClass): MethodDecorator =>
  applyDecorators(
    routeTo(type),
    ApiTags('证据包 Evidence'),
    ApiBearerAuth(),
    ApiOperation({ operationId: type.name, summary: `${type.title} ${type.name}` }),
    rightsTold(type.askedBy, questionReach(type)),
    Header('cache-control', 'no-store'),
    problems({
      ...REFUSED,
      400: 'VALIDATION_FAILED',
      409: 'EVIDENCE_ELSEWHERE',
      422: 'EVIDENCE_NOT_READY, EVIDENCE_EXPIRED, EVIDENCE_OF_ITS_MAKING',
      429: 'TOO_MANY_REQUESTS, EVIDENCE_QUEUE_FULL',
    }),
  );

const ID = { name: 'id', schema: { type: 'string', format: 'uuid' } } as const;

@Controller('evidence-packages')
export class EvidencePackages {
  constructor(
    @Inject(EVIDENCE_JOBS) private readonly jobs: EvidenceJobs,
    @Inject(BACKEND) private readonly backend: Backend,
  ) {}

  /** Answered at once; the package is made behind it, narrowed to the division of whoever asks. */
  @Post()
  @HttpCode(202)
  @described(RequestEvidencePackage)
  @ApiBody({ schema: schemaOf(RequestEvidencePackage) as never })
  @ApiResponse({ status: 202, description: 'Its status; `id` leads to the package.' })
  async request(@Req() request: EdgeRequest): Promise<object> {
    const actor = actorOf(request);
    const { recipient = 'AUDITOR', subject, wanted } = askedFor(request);
    await this.backend.witness(named(wanted), { actor, requestId: request.id });
    if (subject.kind === 'division' && !within(subject.code, actor.scope)) throw outside(actor);
    const { user, role, scope } = actor;
    return shown(this.jobs.request({ subject, recipient, scope }, { user, role }));
  }

  @Get(':id')
  @described(EvidencePackageStatus)
  @ApiParam(ID)
  @ApiResponse({
    status: 200,
    description:
      'QUEUED, RUNNING, DONE with sum, root code and day of deletion, EXPIRED, or FAILED with the reason.',
  })
  async status(@Req() request: EdgeRequest): Promise<object> {
    return shown(await this.found(EvidencePackageStatus, request));
  }

  @Get(':id/file')
  @described(EvidencePackageFile)
  @ApiParam(ID)
  @ApiResponse({ status: 200, description: 'The ZIP.', content: { 'application/zip': {} } })
  async file(@Req() request: EdgeRequest): Promise<StreamableFile> {
    const { id, status, result } = await this.found(EvidencePackageFile, request);
    if (status === 'EXPIRED') throw new Unanswerable('EVIDENCE_EXPIRED', id);
    if (result === null) throw new Unanswerable('EVIDENCE_NOT_READY', status);
    return new StreamableFile(createReadStream(this.jobs.fileOf(id)), {
      ...{ type: 'application/zip', length: result.bytes },
      disposition: `attachment; filename="evidence-${id}.zip"`,
    });
  }

  /** @throws NothingKnown, Forbidden, Refusal where another process has it, Unanswerable where it is asked about another moment than that of its making */
  private async found(type: QueryClass<{ id: string }>, request: EdgeRequest): Promise<Job> {
    const { question, asOf, knownAt } = questionFrom(type, request);
    const when = asOf ?? knownAt?.text ?? null;
    if (when !== null) throw new Unanswerable('EVIDENCE_OF_ITS_MAKING', when);
    const { id } = question as { readonly id: string };
    const actor = actorOf(request);
    await this.backend.witness(named(question), { actor, requestId: request.id });
    const job = this.jobWith(id);
    if (!within(job.wanted.scope, actor.scope)) throw outside(actor);
    return job;
  }

  private jobWith(id: string): Job {
    const job = this.jobs.find(id);
    if (job !== null) return job;
    throw this.jobs.isElsewhere(id)
      ? elsewhere(id, this.jobs.mark)
      : new NothingKnown('evidence-package', id);
  }
}

const named = (question: object): Asked => ({ name: question.constructor.name, fields: question });

interface AskedFor {
  readonly subject: Subject;
  readonly wanted: RequestEvidencePackage;
  readonly recipient?: RequestEvidencePackage['recipient'];
}

const askedFor = ({ body = {} }: EdgeRequest): AskedFor => {
  if (!isPlainObject(body)) throw new Malformed('BODY_NOT_OBJECT', []);
  const { made, faults } = instanceOf(RequestEvidencePackage, body);
  const subject = faults.length === 0 ? subjectFrom(made.kind, made.name) : null;
  if (subject !== null)
    return { subject, wanted: made, ...(made.recipient ? { recipient: made.recipient } : {}) };
  const message = `must be the name of a ${made.kind}`;
  throw new Malformed(
    'VALIDATION_FAILED',
    faults.length > 0 ? faults : [{ pointer: '/name', code: 'subject', message }],
  );
};

const outside = ({ scope }: Actor): Forbidden =>
  new Forbidden('OUT_OF_SCOPE', `the package reaches outside ${scope}`);

/** The id says in which folder it was made. */
const elsewhere = (id: string, asked: string): Refusal =>
  new Refusal(unmet('EVIDENCE_ELSEWHERE', { folder: id.slice(0, asked.length), asked }));

const shown = ({ wanted: { subject, recipient, scope }, ...job }: Job): object => ({
  ...job,
  ...{ subject, recipient, scope },
  ...(job.status === 'DONE' ? { file: `/evidence-packages/${job.id}/file` } : {}),
});
