import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { wrongOf } from './problem';
import { Malformed } from './validation';
import { answerWith, problemOf, type Wording } from './problem-filter';

/** What Node calls a request that it gives up, by status. */
const STATUS_OF: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/**
 * Answers what never becomes a request, as any other problem is answered: on the bare connection, which is closed, since nobody
 * knows where a next request would begin.
 */
export const refuseUnparsed =
  (wording: Wording) =>
  ({ code = '' }: NodeJS.ErrnoException, socket: Socket): void => {
    if (code === 'ECONNRESET' || !socket.writable) return;
    const wrong = wrongOf({ statusCode: STATUS_OF[code] ?? 400 });
    const body = JSON.stringify(problemOf(wrong, { ...wording, language: 'zh', instance: randomUUID() }));
    const head = [
      `HTTP/1.1 ${String(wrong.status)} ${STATUS_CODES[wrong.status] ?? ''}`,
      'content-type: application/problem+json; charset=utf-8',
      'content-language: zh-CN',
      `content-length: ${String(Buffer.byteLength(body))}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  };

type Exchange = Parameters<typeof answerWith>[2];

interface BareReply {
  headers(values: Readonly<Record<string, string>>): Exchange['reply'];
}

/** Answers an address that cannot be read, which no route, hook or filter ever sees. */
export const refuseUnreadable =
  (wording: Wording, headers: Readonly<Record<string, string>>) =>
  (_error: Error, request: Exchange['request'], reply: BareReply): void => {
    const wrong = wrongOf(new Malformed('URL_MALFORMED', []));
    answerWith(wrong, wording, { request, reply: reply.headers(headers) });
  };
