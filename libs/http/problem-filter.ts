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
      .send(this.body(wrong, request, language));
  }

  private body(wrong: Wrong, request: EdgeRequest, language: Language): object {
    const { status, code, params } = wrong;
    const title = textOf(this.texts, code, { params, language });
    const errors = this.errors(wrong, language);
    return {
      type: `/problems/${code}`,
      title,
      status,
      code,
      instance: request.id,
      ...params,
      ...(errors.length > 0 ? { errors } : {}),
    };
  }

  private errors(
    { faults = [], unmet = [] }: Pick<Wrong, 'faults'> & { unmet?: readonly Unmet[] },
    language: Language,
  ): object[] {
    return [
      ...faults.map(({ pointer, code, message }: Fault) => ({ pointer, code, detail: message })),
      ...unmet.map(({ code, params, pointer }) => ({
        code,
        detail: textOf(this.texts, code, { params, language }),
        params,
        ...(pointer === undefined ? {} : { pointer }),
      })),
    ];
  }
}

const headerText = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
