import { applyDecorators } from './decorators';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  isIP,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { isCalendarDate } from '@kernel/calendar-date';
import { isDivisionCode, levelOf, type DivisionLevel } from '@kernel/division-code';
import { LARGEST_FEN } from '@kernel/fen';
import { isUuid } from '@kernel/ids';

/** The longest text a person may type into one field; the edge refuses more rather than cutting it. */
const TEXT_MAX = 2_000;
/** The longest list one command may carry. */
const LIST_MAX = 1_000;

export const check = (
  name: string,
  message: string,
  validate: (value: unknown) => boolean,
): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property ${message}` } });

/** `YYYY-MM-DD`, a day that exists, in Asia/Shanghai. */
export const IsDate = (): PropertyDecorator =>
  check('isCalendarDate', 'must be a calendar date YYYY-MM-DD', isCalendarDate);

/** Full 12-digit division code, of one of the levels where they are named. */
export const IsDivision = (...levels: readonly DivisionLevel[]): PropertyDecorator =>
  check(
    'isDivisionCode',
    `must be a 12-digit division code${levels.length ? ` of level ${levels.join(' or ')}` : ''}`,
    (value) => isDivisionCode(value) && (levels.length === 0 || levels.includes(levelOf(value))),
  );

export const IsId = (): PropertyDecorator => check('isId', 'must be a UUID', isUuid);

/** An object of texts by the names of fields. */
export const IsNamedTexts = (): PropertyDecorator =>
  check(
    'isObject',
    'must be an object of texts',
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((text) => typeof text === 'string'),
  );

const LOGIN_FORM = /^[A-Za-z\d][A-Za-z\d_.@:-]{1,99}$/;

export const isLogin = (value: unknown): value is string =>
  typeof value === 'string' && LOGIN_FORM.test(value) && !/^\d{11}$|^\d{17}[\dXx]$/.test(value);

/** What somebody signs in with; it stands in clear on every event, so it is no document and no phone number. */
export const IsLogin = (): PropertyDecorator =>
  check('isLogin', 'must be 2 to 100 letters, digits or . _ - @ : and no document or phone number', isLogin);

const isNetwork = (value: unknown): boolean => {
  const [address = '', prefix = '', ...more] = typeof value === 'string' ? value.split('/') : [];
  const bits = isIP(address, 4) ? 32 : 128;
  return isIP(address) && more.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
};

/** Six digits of a device, RFC 6238. */
export const IsCode = (): PropertyDecorator =>
  check('isCode', 'must be six digits', (value) => typeof value === 'string' && /^\d{6}$/.test(value));

/** Networks as an address and the length of its prefix: `10.1.0.0/16`, `2001:db8::/32`. */
export const IsNetworkList = (): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(100),
    ArrayUnique(),
    ValidateBy(
      {
        name: 'isNetwork',
        validator: {
          validate: isNetwork,
          defaultMessage: () => 'each of $property must be a network, e.g. 10.1.0.0/16',
        },
      },
      { each: true },
    ),
  );

/** Money as an integer number of fen (分), no more than can be added up exactly. */
export const IsFen = (min = 0): PropertyDecorator => applyDecorators(IsInt(), Min(min), Max(LARGEST_FEN));

/** A count or another whole number within limits. */
export const IsWhole = (min: number, max: number): PropertyDecorator =>
  applyDecorators(IsInt(), Min(min), Max(max));

/** The log keeps no text that cannot be written as UTF-8: no half of a surrogate pair. */
const isWhole = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();
const saysSomething = (value: unknown): boolean => isWhole(value) && (value as string).trim() !== '';

/** Text that says something: not blank, at most so many characters. */
export const IsText = (max = TEXT_MAX): PropertyDecorator =>
  applyDecorators(
    IsString(),
    IsNotEmpty(),
    check('saysSomething', 'must not be blank, nor hold half a character', saysSomething),
    MaxLength(max),
  );

export const IsOneOf = (values: readonly (string | number)[]): PropertyDecorator => IsIn([...values]);

/** A list without repetition of allowed words, at least `min` of them. */
export const IsSetOf = (values: readonly string[], min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    ArrayUnique(),
    IsIn([...values], { each: true }),
  );

/** A list of UUIDs without repetition. */
export const IsIdList = (min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    ArrayUnique(),
    ValidateBy(
      {
        name: 'isId',
        validator: { validate: isUuid, defaultMessage: () => 'each of $property must be a UUID' },
      },
      { each: true },
    ),
  );

export const IsTextList = (min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    IsString({ each: true }),
    ValidateBy(
      {
        name: 'isWhole',
        validator: {
          validate: isWhole,
          defaultMessage: () => 'each of $property must not hold half a character',
        },
      },
      { each: true },
    ),
    IsNotEmpty({ each: true }),
    MaxLength(TEXT_MAX, { each: true }),
  );

/** The library takes a list in the place of a part, and looks at what stands in it. */
const isPart = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list of parts that are validated one by one. */
export const IsListOf = (part: () => new () => object, min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    ValidateBy(
      {
        name: 'isObject',
        validator: { validate: isPart, defaultMessage: () => 'each of $property must be an object' },
      },
      { each: true },
    ),
    ValidateNested({ each: true }),
    Type(part),
  );

/** One part that is validated by its own class. */
export const IsPart = (part: () => new () => object): PropertyDecorator =>
  applyDecorators(check('isObject', 'must be an object', isPart), ValidateNested(), Type(part));

/** May be absent; `null` is not absence and is refused like any other wrong value. */
export const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

/** May be absent or null. */
export const Nullable = (): PropertyDecorator => IsOptional();
