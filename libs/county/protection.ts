import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
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

/** Headers against what a browser might do with an answer, and bounds on how often one address may ask and sign in. */
export const protect = async (
  app: NestFastifyApplication,
  { rateLimitPerMinute, signIn: { perMinute } }: Pick<Settings, 'rateLimitPerMinute' | 'signIn'>,
): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT as never,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  keepNothing(app);
  const boundOf = (asking: Asking): number => (isSigningIn(asking) ? perMinute : rateLimitPerMinute);
  await app.register(rateLimit, {
    ...{ global: true, max: boundOf, timeWindow: 60_000 },
    keyGenerator: (asking: Asking) => (isSigningIn(asking) ? `sign-in ${asking.ip}` : asking.ip),
    allowList: (asking: Asking) => WATCHING.includes(asking.url) || boundOf(asking) === 0,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
};

/** Answers hold tokens and what was opened for one person: no cache keeps any, but for the pages of the documentation. */
const keepNothing = (app: NestFastifyApplication): void => {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async ({ url }, reply) => {
      if (!url.startsWith('/docs')) reply.header('cache-control', 'no-store');
    });
};
