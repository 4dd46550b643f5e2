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

/** Headers against what a browser might do with an answer, and a bound on how often one address may ask. */
export const protect = async (
  app: NestFastifyApplication,
  { rateLimitPerMinute }: Pick<Settings, 'rateLimitPerMinute'>,
): Promise<void> => {
  const headers = protecting();
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers);
      done();
    });
  if (rateLimitPerMinute === 0) return;
  await app.register(rateLimit, {
    ...{ global: true, max: rateLimitPerMinute, timeWindow: 60_000 },
    allowList: ({ url }: { url: string }) => WATCHING.includes(url),
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  });
};
