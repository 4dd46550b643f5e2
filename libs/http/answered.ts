import { applyDecorators } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { schemaOfAnswer } from './answer-schema';
import { whenAsked } from './describing';
import { text } from './openapi-operation';

/** What a route is answered with that is no question of the bus, as the type of its method says; the name is that of its operation. */
export const answered = (name: string, description: string, status = 200): MethodDecorator =>
  whenAsked(() => applyDecorators(ApiResponse({ status, description, ...text(schemaOfAnswer(name)) })));
