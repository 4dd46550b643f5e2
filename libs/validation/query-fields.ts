import { Transform, Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { applyDecorators } from './decorators';
import { IsSetOf } from './fields';

/** A whole number in a query string. */
export const QueryWhole = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    Type(() => Number),
    IsInt(),
    Min(min),
    Max(max),
  );

/** A comma-separated list of allowed words in a query string. */
export const QuerySetOf = (values: readonly string[]): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value)),
    IsSetOf(values),
  );

/** `true` or `false` in a query string. */
export const QueryFlag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
