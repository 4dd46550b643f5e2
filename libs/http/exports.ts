import { Readable } from 'node:stream';
import { applyDecorators, Get, Inject, Req, Res, StreamableFile, type Type } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiResponse } from '@nestjs/swagger';
import type { QueryClass } from '@query/answering';
import { asked } from '@query/moment/asked';
import type { At } from '@query/moment/hindsight';
import type { Rendering } from '@query/rendering';
import { answerOf } from './answer-schema';
import { addRoute, named, type EdgeReply } from './controllers';
import { whenAsked } from './describing';
import { describeQuestion } from './openapi-question';
import { actorOf, questionFrom, type EdgeRequest } from './request';
import { routeTo } from './route';

/** A question whose answer is taken away whole; `format` is the name of a rendering, and JSON where it is none. */
export interface Export {
  readonly query: QueryClass<{ readonly format?: string | undefined }>;
  readonly path: string;
  readonly renderings: Readonly<Record<string, Rendering>>;
}

/** Where the body has no room for it, the moment of the answer stands beside it. */
const momentHeaders = ({ asOf, knownAt, position }: At): readonly (readonly [string, string])[] => [
  ...(asOf === null ? [] : [['as-of', asOf] as const]),
  ...(knownAt === null ? [] : [['known-at', knownAt] as const]),
  ['log-position', position],
];

const contentOf = ({ renderings, query }: Export): Record<string, object> => ({
  'application/json': { schema: answerOf(query) },
  ...Object.fromEntries(
    Object.values(renderings).map(({ type }) => [type.replace(/;.*/, ''), { schema: { type: 'string' } }]),
  ),
});

const described = (exported: Export, tag: string): MethodDecorator =>
  applyDecorators(
    describeQuestion(exported.query, tag),
    whenAsked(() =>
      ApiResponse({
        status: 200,
        description:
          'The whole answer. As-Of, Known-At and Log-Position tell its moment where it is no JSON.',
        content: contentOf(exported),
      }),
    ),
  );

/** The controller of exports: the steps of any question, and a file at the end. */
export const exportsAt = (path: string, tag: string, exported: readonly Export[]): Type => {
  class Exports {
    constructor(@Inject(QueryBus) readonly bus: QueryBus) {}
  }
  for (const one of exported) {
    const method = async function (this: Exports, request: EdgeRequest, reply: EdgeReply): Promise<object> {
      const { question, ...asking } = questionFrom(one.query, request);
      const who = { actor: actorOf(request), requestId: request.id };
      const answer = await this.bus.execute<object, { readonly at: At }>(
        asked(question, { ...who, ...asking }),
      );
      const rendering = one.renderings[(question as { format?: string }).format ?? ''];
      return rendering === undefined ? answer : fileOf(answer, rendering, reply);
    };
    const decorators = [Get(one.path), routeTo(one.query), described(one, tag)];
    const parameters = [Req(), Res({ passthrough: true })];
    addRoute(Exports.prototype, { name: one.query.name, method, decorators, parameters });
  }
  return named(Exports, `${path}Exports`, path);
};

const fileOf = (answer: { readonly at: At }, rendering: Rendering, reply: EdgeReply): StreamableFile => {
  for (const header of momentHeaders(answer.at)) reply.header(...header);
  return new StreamableFile(Readable.from(rendering.lines(answer)), {
    type: rendering.type,
    disposition: `attachment; filename="${rendering.name(answer)}"`,
  });
};
