import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { RefusalTexts, Unmet } from '@kernel/refusal';
import { wrongOf, type Wrong } from './problem';
import type { EdgeRequest } from './request';
import { languageOf, textOf, type Language } from './texts';
import type { Fault } from './validation';

interface ProblemReply {
  status(code: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: object): unknown;
}

/** Answers every error as RFC 9457 `application/problem+json`: a stable code, a text in the caller's language, every fault at once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly texts: RefusalTexts) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<EdgeRequest>();
    const reply = http.getResponse<ProblemReply>();
    const wrong = wrongOf(error);
    if (wrong.status === 500) this.logger.error({ requestId: request.id, err: error });
    if (wrong.retryAfterSeconds !== undefined) reply.header('retry-after', String(wrong.retryAfterSeconds));
    if (wrong.status === 401) reply.header('www-authenticate', 'Bearer');
    const language = languageOf(headerText(request.headers['accept-language']));
    reply
      .status(wrong.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', language === 'zh' ? 'zh-CN' : 'en')
      .send(problemOf(wrong, { texts: this.texts, language, instance: request.id }));
  }
}

interface Put {
  readonly texts: RefusalTexts;
  readonly language: Language;
  /** Request id. */
  readonly instance: string;
}

/** RFC 9457. */
export const problemOf = (wrong: Wrong, { texts, language, instance }: Put): object => {
  const { status, code, params } = wrong;
  const title = textOf(texts, code, { params, language });
  const errors = errorsOf(wrong, texts, language);
  return {
    ...{ type: `/problems/${code}`, title, status, code, instance, ...params },
    ...(errors.length > 0 ? { errors } : {}),
  };
};

const errorsOf = (
  { faults = [], unmet = [] }: Pick<Wrong, 'faults'> & { unmet?: readonly Unmet[] },
  texts: RefusalTexts,
  language: Language,
): object[] => [
  ...faults.map(({ pointer, code, message }: Fault) => ({ pointer, code, detail: message })),
  ...unmet.map(({ code, params, pointer }) => ({
    ...{ code, detail: textOf(texts, code, { params, language }), params },
    ...(pointer === undefined ? {} : { pointer }),
  })),
];

const headerText = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
