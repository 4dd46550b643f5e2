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

/** Headers against what a browser might do with an answer, and a bound on how often one address may ask. */
export const protect = async (
  app: NestFastifyApplication,
  { rateLimitPerMinute }: Pick<Settings, 'rateLimitPerMinute'>,
): Promise<void> => {
  await app.register(helmet, {
    contentSecurityPolicy: CONTENT as never,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  if (rateLimitPerMinute === 0) return;
  await app.register(rateLimit, {
    ...{ global: true, max: rateLimitPerMinute, timeWindow: 60_000 },
    allowList: ({ url }: { url: string }) => WATCHING.includes(url),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
};
