import {
  applyDecorators,
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isUuid } from '@kernel/ids';
import { isObject } from '@kernel/json';
import { answered } from '@http/answered';
import { takesNothing } from '@http/guard';
import { problems } from '@http/openapi-operation';
import type { EdgeRequest } from '@http/request';
import { schemaOf } from '@http/schema';
import { instanceOf, Malformed } from '@http/validation';
import { NothingKnown, Unanswerable } from '@query/answering';
import type { OwnPost, OwnSessions, SignedInAnswer } from './answers';
import { PasswordChange, PasswordSignIn, TotpEnrolment } from './asking';
import type { Desk } from './desk';
import { FLOW_LASTS } from './oidc';
import type { Opened } from './sign-in';
import type { Proposal } from './totp';

/** Token of the {@link Desk}. */
export const DESK = Symbol('sign-in desk');

const TAG = '登录 SignIn';
const COOKIE = 'shuangbang-sign-in';

const FAILS = problems({
  400: 'VALIDATION_FAILED, BODY_NOT_JSON, BODY_NOT_OBJECT',
  401: 'SIGN_IN_FAILED, CODE_REQUIRED, SIGN_IN_INTERRUPTED, OTHER_IDENTITY, NOT_AUTHENTICATED',
  404: 'NOT_FOUND',
  409: 'PASSWORD_MUST_CHANGE, PASSWORD_TOO_WEAK, TOTP_ENROLLED_ALREADY',
  422: 'SIGN_IN_NOT_OFFERED',
  503: 'IDENTITY_PROVIDER_UNAVAILABLE, SIGN_IN_BUSY',
});

const described = (operationId: string, title: string): MethodDecorator =>
  applyDecorators(ApiTags(TAG), FAILS, ApiOperation({ operationId, summary: `${title} ${operationId}` }));

interface Reply {
  header(name: string, value: string): Reply;
  status(code: number): Reply;
  send(body?: object): unknown;
}

/** The doors for people: every other route wants what is given here. */
@Controller('sign-in')
export class SignInDoors {
  constructor(@Inject(DESK) private readonly desk: Desk) {}

  @Post()
  @HttpCode(200)
  @described('SignIn', '登录')
  @ApiBody({ schema: schemaOf(PasswordSignIn) as never })
  @answered(
    'SignIn',
    'A token for eight hours or what is set, the posts of today, the sign-in before, and what others did to the account.',
  )
  async signIn(@Body() body: unknown, @Req() { ip }: EdgeRequest): Promise<SignedInAnswer> {
    const { login, password, code } = made(PasswordSignIn, 'SignIn', body);
    this.requireLocal();
    const opened = await this.desk.signIn.withPassword({ login, password, code, address: ip });
    return this.letIn(login, opened);
  }

  @Post('password')
  @HttpCode(204)
  @described('ChangeOwnPassword', '修改本人密码')
  @ApiBody({ schema: schemaOf(PasswordChange) as never })
  @ApiResponse({ status: 204, description: 'All sessions have ended; sign in with the new one.' })
  async changePassword(@Body() body: unknown, @Req() { ip }: EdgeRequest): Promise<void> {
    const { next, login, password, code } = made(PasswordChange, 'ChangeOwnPassword', body);
    this.requireLocal();
    await this.desk.signIn.changePassword({ login, password, code, address: ip }, next);
  }

  @Get('oidc')
  @described('BeginOidcSignIn', '统一身份认证登录')
  @ApiResponse({
    ...{ status: 302, description: 'To the provider of identities.' },
    headers: { Location: { schema: { type: 'string' }, description: 'Where somebody signs in.' } },
  })
  async begin(@Res() reply: Reply): Promise<void> {
    const { location, flow } = await this.oidc().begin();
    reply.status(302).header('location', location).header('set-cookie', this.cookie(flow, FLOW_LASTS)).send();
  }

  @Get('oidc/callback')
  @described('FinishOidcSignIn', '统一身份认证返回')
  @answered('FinishOidcSignIn', 'As after a sign-in with a password.')
  async finish(
    @Req() request: EdgeRequest,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SignedInAnswer> {
    const search = new URLSearchParams(request.query as Record<string, string>).toString();
    const identity = await this.oidc().finish(search, flowIn(request));
    const opened = await this.desk.signIn.withIdentity(identity, request.ip);
    reply.header('set-cookie', this.cookie('', 0));
    return this.letIn(identity.login, opened);
  }

  @Get('posts')
  @takesNothing()
  @ApiBearerAuth()
  @described('OwnPosts', '本人今天的岗位')
  @answered('OwnPosts', 'In which posts the person may act today, each with the name of its place.')
  async posts(@Req() request: EdgeRequest): Promise<{ readonly posts: readonly OwnPost[] }> {
    const { login } = await this.desk.identities.signedIn(request);
    return { posts: await this.desk.postsOf(login) };
  }

  @Get('sessions')
  @takesNothing()
  @ApiBearerAuth()
  @described('OwnSessions', '本人会话')
  @answered('OwnSessions', 'The last twenty, the newest first.')
  async sessions(@Req() request: EdgeRequest): Promise<OwnSessions> {
    const { login, sessionId } = await this.desk.identities.signedIn(request);
    return { current: sessionId, sessions: await this.desk.sessionsOf(login) };
  }

  @Post('sessions/:id/end')
  @HttpCode(204)
  @ApiBearerAuth()
  @described('EndOwnSession', '结束本人会话')
  @ApiResponse({ status: 204, description: 'Its token is good for nothing any more.' })
  async end(@Param('id') id: string, @Req() request: EdgeRequest): Promise<void> {
    const { login } = await this.desk.identities.signedIn(request);
    if (!isUuid(id)) throw new NothingKnown('session', id);
    await this.desk.signIn.end(login, id);
  }

  @Get('totp')
  @takesNothing()
  @ApiBearerAuth()
  @described('ProposeTotp', '动态口令密钥')
  @answered('ProposeTotp', 'A secret for the device; a code of it confirms.')
  async proposeTotp(@Req() request: EdgeRequest): Promise<Proposal> {
    const { login } = await this.desk.identities.signedIn(request);
    return this.desk.signIn.proposeTotp(login);
  }

  @Post('totp')
  @HttpCode(204)
  @ApiBearerAuth()
  @described('EnrolOwnTotp', '启用动态口令')
  @ApiBody({ schema: schemaOf(TotpEnrolment) as never })
  @ApiResponse({ status: 204, description: 'From now on the sign-in asks for a code.' })
  async enrolTotp(@Body() body: unknown, @Req() request: EdgeRequest): Promise<void> {
    const { login } = await this.desk.identities.signedIn(request);
    await this.desk.signIn.enrolTotp(login, made(TotpEnrolment, 'EnrolOwnTotp', body));
  }

  private async letIn(login: string, opened: Opened): Promise<SignedInAnswer> {
    return { ...opened, login, posts: await this.desk.postsOf(login) };
  }

  private requireLocal(): void {
    if (!this.desk.offersPasswords) throw new Unanswerable('SIGN_IN_NOT_OFFERED', 'PASSWORD');
  }

  private oidc() {
    if (this.desk.oidc === null) throw new Unanswerable('SIGN_IN_NOT_OFFERED', 'OIDC');
    return this.desk.oidc;
  }

  private cookie(flow: string, seconds: number): string {
    const secure = this.desk.isEncrypted ? '; Secure' : '';
    return `${COOKIE}=${flow}; Path=/sign-in/oidc; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}${secure}`;
  }
}

const flowIn = ({ headers }: EdgeRequest): string | undefined => {
  const cookies = headers['cookie'];
  if (typeof cookies !== 'string') return undefined;
  const pairs = cookies.split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === COOKIE)?.[1];
};

/** @throws Malformed with every fault, told of the route */
const made = <T extends object>(type: new () => T, route: string, body: unknown): T => {
  if (!isObject(body)) throw new Malformed('BODY_NOT_OBJECT', []);
  const { made: fields, faults } = instanceOf(type, body);
  if (faults.length > 0) throw new Malformed('VALIDATION_FAILED', faults, route);
  return fields;
};
