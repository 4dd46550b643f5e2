import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { RefusalTexts } from '@kernel/refusal';
import type { Language } from '@kernel/words';
import { wrongOf, type Wrong } from './problem';
import type { EdgeRequest } from './request';
import { FAULTS_LISTED } from './validation';
import { faultText, languageOf, textOf, titleOf, unmetTold, type Titles, type Tongue } from './told';

interface ProblemReply {
  status(code: number): ProblemReply;
  header(name: string, value: string): ProblemReply;
  send(body: object): unknown;
}

/** Token of {@link Wording}. */
export const WORDING = Symbol('wording');

/** What problems are put into words with. */
export interface Wording {
  readonly texts: RefusalTexts;
  readonly titles: Titles;
}

/** Answers every error as RFC 9457 `application/problem+json`: a stable code, a text in the caller's language, every fault at once. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly wording: Wording) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<EdgeRequest>();
    const wrong = wrongOf(error);
    if (wrong.status === 500) this.logger.error({ requestId: request.id, err: error });
    answerWith(wrong, this.wording, { request, reply: http.getResponse<ProblemReply>() });
  }
}

interface Exchange {
  readonly request: Pick<EdgeRequest, 'id' | 'headers'>;
  readonly reply: ProblemReply;
}

export const answerWith = (wrong: Wrong, wording: Wording, { request, reply }: Exchange): void => {
  if (wrong.retryAfterSeconds !== undefined) reply.header('retry-after', String(wrong.retryAfterSeconds));
  if (wrong.status === 401) reply.header('www-authenticate', 'Bearer');
  const language = languageAsked(request);
  reply
    .status(wrong.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', language === 'zh' ? 'zh-CN' : 'en')
    .send(problemOf(wrong, { ...wording, language, instance: request.id }));
};

export const languageAsked = ({ headers }: Pick<EdgeRequest, 'headers'>): Language =>
  languageOf(headerText(headers['accept-language']));

interface Put extends Tongue, Wording {
  /** Request id. */
  readonly instance: string;
}

/** RFC 9457. What the document itself says wins over a parameter of the same name, as `code` of a division. */
export const problemOf = (wrong: Wrong, put: Put): object => {
  const { status, code, params } = wrong;
  const title = titleOf(put.texts, code, put.language);
  const detail = textOf(put.texts, code, { ...put, params });
  const errors = errorsOf(wrong, put);
  const further = (wrong.faults?.length ?? 0) - FAULTS_LISTED;
  const own = { type: `/problems/${code}`, title, status, detail, code, instance: put.instance };
  return {
    ...own,
    ...params,
    ...own,
    ...(errors.length > 0 ? { errors } : {}),
    ...(further > 0 ? { furtherErrors: further } : {}),
  };
};

const errorsOf = ({ faults = [], of, unmet }: Wrong, put: Put): object[] => [
  ...faults
    .slice(0, FAULTS_LISTED)
    .map((fault) => ({ pointer: fault.pointer, code: fault.code, detail: faultText(fault, put, of) })),
  ...(unmet ?? []).map((one) => unmetTold(one, put.texts, put)),
];

const headerText = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
