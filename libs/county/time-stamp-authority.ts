import { asked, NotStamped, type TimeStamper } from '@event-store/sealing/time-stamp';

const PATIENCE_MS = 10_000;
const MOST_BYTES = 100_000;

/** An authority that is asked over HTTP, as RFC 3161, section 3.4 says. */
export const timeStampAuthority = (url: string): TimeStamper => ({
  stamp: (digest) => asked(digest, (request) => sent(url, request)),
});

const sent = async (url: string, request: Buffer): Promise<Buffer> => {
  const answer = await answerOf(url, request);
  const type = answer.headers.get('content-type')?.split(';')[0];
  if (!answer.ok || type !== 'application/timestamp-reply')
    throw new NotStamped(`the authority answered ${String(answer.status)} ${String(type)}`);
  const reply = Buffer.from(await answer.arrayBuffer());
  if (reply.length > MOST_BYTES) throw new NotStamped('the answer of the authority is too long');
  return reply;
};

const answerOf = async (url: string, request: Buffer): Promise<Response> => {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    throw new NotStamped('the authority cannot be reached', { cause: error });
  }
};
