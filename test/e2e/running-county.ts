import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { Actor, Role } from '@kernel/actor';
import { calendarDate, type CalendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { createApplication } from '@county/application';
import { openCounty, type County } from '@county/county';
import { makeReady } from '@county/readiness';
import { keepHouse, projectionHost } from '@county/projection-host';
import { settingsFrom } from '@county/settings';
import { issueToken } from '@http/token';
import { silent } from '@projection/log';
import type { ProjectionHost } from '@projection/projections';
import { requireDescribed } from './described-answers';

/** A clock that a journey moves: the day matters to the rules, and no test may wait for one. */
export class TestClock {
  constructor(private ms: number) {}

  now(): number {
    return this.ms;
  }

  later(ms: number): void {
    this.ms += ms;
  }

  /** Nine in the morning of that day in Asia/Shanghai. */
  moveTo(date: CalendarDate): void {
    this.ms = Date.parse(`${date}T01:00:00.000Z`);
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a spec looks into any answer
  readonly body: any;
}

export interface Sending {
  readonly headers?: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
}

/** A journey signs in more often than anybody at one desk. */
const QUIET = { LOG_LEVEL: 'silent', SIGN_IN_RATE_PER_MINUTE: '0' };

/** A whole county in this process: real engines in a folder of its own, projections running, asked over HTTP. */
export class RunningCounty {
  private constructor(
    readonly county: County,
    readonly app: NestFastifyApplication,
    readonly host: ProjectionHost,
    readonly clock: TestClock,
    private readonly folder: string,
    /** Leads a command to this county. */
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** `engines`: EVENT_STORE and READ_STORE where they are not files. */
  static start(today = '2025-03-03', engines: Readonly<Record<string, string>> = {}): Promise<RunningCounty> {
    return RunningCounty.openAt(mkdtempSync(join(tmpdir(), 'shuangbang-e2e-')), today, engines);
  }

  /** A county that lies in a folder already. */
  static async openAt(
    folder: string,
    today: string,
    engines: Readonly<Record<string, string>> = {},
  ): Promise<RunningCounty> {
    const clock = new TestClock(0);
    clock.moveTo(calendarDate(today));
    const environment = { ...QUIET, DATA_DIR: folder, ...engines };
    const settings = settingsFrom(environment);
    const county = openCounty(settings, clock);
    await makeReady(county);
    const host = projectionHost(county);
    await host.start();
    const app = await createApplication(county);
    return new RunningCounty(county, app, host, clock, folder, environment);
  }

  async stop(): Promise<void> {
    await this.leave();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** As a server is stopped that is to be started again. */
  async leave(): Promise<void> {
    await this.app.close();
    await this.host.stop();
    await this.county.close();
  }

  /** The day comes: the clock moves, and the policies that wait for days act. */
  async goTo(date: string): Promise<void> {
    this.clock.moveTo(calendarDate(date));
    await this.settle();
    await this.host.tick(date);
    await this.settle();
  }

  /** Until every projection and policy has digested everything. */
  settle(): Promise<void> {
    return this.host.settle({ timeoutMs: 120_000 });
  }

  /** While that is done its projections are looked after as in a server. */
  async whileKept<T>(work: () => Promise<T>): Promise<T> {
    const over = new AbortController();
    const keeping = keepHouse(this.host, { county: this.county, log: silent }, over.signal);
    try {
      return await work();
    } finally {
      over.abort();
      await keeping;
    }
  }

  /** Someone in a role, signed in. */
  as(
    role: Role,
    scope = '530424000000',
    more: { readonly user?: string; readonly subjectId?: string } = {},
  ): Session {
    const actor: Actor = {
      user: more.user ?? role.toLowerCase(),
      role,
      scope: divisionCode(scope),
      ...(more.subjectId === undefined ? {} : { subjectId: more.subjectId }),
    };
    return new Session(this, actor);
  }

  token(actor: Actor): Promise<string> {
    return issueToken(this.county.tokenKey, actor, '1h');
  }

  /** The bare server, for requests that no client of ours would send. */
  get http(): ReturnType<typeof supertest> {
    return supertest(this.app.getHttpServer());
  }
}

/** One person's requests. */
export class Session {
  constructor(
    private readonly running: RunningCounty,
    readonly actor: Actor,
  ) {}

  async post(
    path: string,
    body: object = {},
    { headers = {}, dryRun = false }: Sending = {},
  ): Promise<Answer> {
    const token = await this.running.token(this.actor);
    const request = this.running.http.post(path).set('authorization', `Bearer ${token}`).set(headers);
    return await (dryRun ? request.query({ dryRun: 'true' }) : request).send(body);
  }

  /** Expects to be done. @throws with the problem where it was refused */
  async does(path: string, body: object = {}, sending: Sending = {}): Promise<Answer['body']> {
    const answer = await this.post(path, body, sending);
    if (answer.status >= 300)
      throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async get(path: string, query: object = {}): Promise<Answer> {
    const token = await this.running.token(this.actor);
    const answer = await this.running.http.get(path).set('authorization', `Bearer ${token}`).query(query);
    if (answer.type === 'application/json') requireDescribed(path, answer);
    return answer;
  }

  /** Waits for everything to be digested, then expects an answer. @throws with the problem where there is none */
  async sees(path: string, query: object = {}): Promise<Answer['body']> {
    await this.running.settle();
    const answer = await this.get(path, query);
    if (answer.status >= 300)
      throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
