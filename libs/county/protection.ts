import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from 'helmet';
import type { Settings } from './settings';

/** Only what the pages of the documentation need; answers for programs need nothing. */
const CONTENT = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    styleSrc: ["'self'", "'unsafe-inline'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
} as const;

/** Who watches over a process is never turned away. */
const WATCHING = ['/health/live', '/health/ready', '/metrics'];

/** Where a password is looked at, which costs, or a provider of identities is asked. */
const SIGNING_IN = ['/sign-in', '/sign-in/password', '/sign-in/oidc', '/sign-in/oidc/callback'];

interface Asking {
  readonly url: string;
  readonly ip: string;
}

const isSigningIn = ({ url }: Asking): boolean => SIGNING_IN.includes(url.split('?')[0] ?? '');

/** Answers hold tokens and what was opened for one person; the pages of the documentation may be kept. */
const KEPT_NOWHERE = { 'cache-control': 'no-store' };

/** The same on every answer, so they are computed once. */
const protecting = (): Readonly<Record<string, string>> => {
  const request = new IncomingMessage(new Socket());
  const answer = new ServerResponse(request);
  helmet({
    contentSecurityPolicy: CONTENT,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  })(request, answer, (error) => {
    if (error !== undefined) throw error as Error;
  });
  return answer.getHeaders() as Readonly<Record<string, string>>;
};

/** What every answer to a program carries. */
export const PROTECTING = { ...protecting(), ...KEPT_NOWHERE };

/** Headers against what a browser might do with an answer, and bounds on how often one address may ask and sign in. */
export const protect = async (
  app: NestFastifyApplication,
  { rateLimitPerMinute, signIn: { perMinute } }: Pick<Settings, 'rateLimitPerMinute' | 'signIn'>,
): Promise<void> => {
  const kept = protecting();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', ({ url }, reply, done) => {
      reply.headers(url.startsWith('/docs') ? kept : PROTECTING);
      done();
    });
  const boundOf = (asking: Asking): number => (isSigningIn(asking) ? perMinute : rateLimitPerMinute);
  await app.register(rateLimit, {
    ...{ global: true, max: boundOf, timeWindow: 60_000 },
    keyGenerator: (asking: Asking) => (isSigningIn(asking) ? `sign-in ${asking.ip}` : asking.ip),
    allowList: (asking: Asking) => WATCHING.includes(asking.url) || boundOf(asking) === 0,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
};
