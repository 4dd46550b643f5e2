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
import { isObject } from '@kernel/json';
import { unspaced } from '@kernel/unspaced';
import { holdsPersonalNumber } from './personal-number';

/** The longest text a person may type into one field; the edge refuses more rather than cutting it. */
const TEXT_MAX = 2_000;
/** The longest list one command may carry. */
const LIST_MAX = 1_000;

/** A rule of our own. The edge has its text by this name, in both languages, with `constraints` filled in as `{0}`, `{1}` …. */
export const check = (
  name: string,
  validate: (value: unknown) => boolean,
  constraints: readonly unknown[] = [],
): PropertyDecorator => ValidateBy({ name, constraints: [...constraints], validator: { validate } });

/** A text of one form, which the document of the API tells too. */
export const checkForm = (name: string, form: RegExp): PropertyDecorator =>
  check(name, (value) => typeof value === 'string' && form.test(value), [form.source]);

/** A rule of our own for each entry of a list. */
export const checkEach = (name: string, validate: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate } }, { each: true });

/** `YYYY-MM-DD`, a day that exists, in Asia/Shanghai. */
export const IsDate = (): PropertyDecorator => check('isCalendarDate', isCalendarDate);

/** Full 12-digit division code, of one of the levels where they are named. */
export const IsDivision = (...levels: readonly DivisionLevel[]): PropertyDecorator =>
  levels.length === 0
    ? check('isDivisionCode', isDivisionCode)
    : check('isDivisionOfLevel', (value) => isDivisionCode(value) && levels.includes(levelOf(value)), [
        levels,
      ]);

/** A group of villagers (村民小组): the code of its village, a hyphen, two digits. */
export const IsVillageGroup = (): PropertyDecorator => checkForm('isVillageGroup', /^\d{12}-\d{2}$/);

export const IsId = (): PropertyDecorator => check('isId', isUuid);

/** An object of texts by the names of fields. */
export const IsNamedTexts = (): PropertyDecorator =>
  check(
    'isNamedTexts',
    (value) => isObject(value) && Object.values(value).every((text) => typeof text === 'string'),
  );

const LOGIN_FORM = /^[A-Za-z\d][A-Za-z\d_.@:-]{1,99}$/;

export const isLogin = (value: unknown): value is string =>
  typeof value === 'string' && LOGIN_FORM.test(value) && !/^\d{11}$|^\d{17}[\dXx]$/.test(value);

/** What somebody signs in with; it stands in clear on every event, so it is no document and no phone number. */
export const IsLogin = (): PropertyDecorator => check('isLogin', isLogin);

/** Six digits of a device, RFC 6238. */
export const IsCode = (): PropertyDecorator => checkForm('isCode', /^\d{6}$/);

/** Money as an integer number of fen (分), no more than can be added up exactly. */
export const IsFen = (min = 0): PropertyDecorator =>
  applyDecorators(check('isFen', Number.isInteger), Min(min), Max(LARGEST_FEN));

/** A count or another whole number within limits. */
export const IsWhole = (min: number, max: number): PropertyDecorator =>
  applyDecorators(IsInt(), Min(min), Max(max));

/** The log keeps no text that cannot be written as UTF-8: no half of a surrogate pair. */
const isWhole = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();
const saysSomething = (value: unknown): boolean => isWhole(value) && (value as string).trim() !== '';

const holdsNobody = (value: unknown): boolean => typeof value !== 'string' || !holdsPersonalNumber(value);

/** Text that says something and stays for ever: not blank, at most so many characters, no number of a person. */
export const IsText = (max = TEXT_MAX): PropertyDecorator =>
  applyDecorators(IsSealedText(max), check('PERSONAL_DATA_IN_TEXT', holdsNobody));

const isPlain = (value: unknown): boolean => typeof value !== 'string' || unspaced(value) === value;

/** A number that an id is derived from: written otherwise, in full width or with a blank, it would be another's. */
export const IsRegisterNo = (max: number): PropertyDecorator =>
  applyDecorators(IsText(max), check('isPlain', isPlain));

/** The same for what is sealed, hashed or only asked with, and stands nowhere in clear. */
export const IsSealedText = (max = TEXT_MAX): PropertyDecorator =>
  applyDecorators(IsString(), IsNotEmpty(), check('saysSomething', saysSomething), MaxLength(max));

export const IsOneOf = (values: readonly (string | number)[]): PropertyDecorator => IsIn([...values]);

/** A list without repetition of allowed words, at least `min` of them and at most `max`. */
export const IsSetOf = (values: readonly string[], min = 1, max = LIST_MAX): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
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
    checkEach('isId', isUuid),
  );

export const IsTextList = (min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    IsString({ each: true }),
    checkEach('isWhole', isWhole),
    checkEach('PERSONAL_DATA_IN_TEXT', holdsNobody),
    IsNotEmpty({ each: true }),
    MaxLength(TEXT_MAX, { each: true }),
  );

/** The library takes a list in the place of a part, and looks at what stands in it. */

/** A list of parts that are validated one by one. */
export const IsListOf = (part: () => new () => object, min = 1): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(LIST_MAX),
    checkEach('isObject', isObject),
    ValidateNested({ each: true }),
    Type(part),
  );

/** One part that is validated by its own class. */
export const IsPart = (part: () => new () => object): PropertyDecorator =>
  applyDecorators(check('isObject', isObject), ValidateNested(), Type(part));

/** May be absent; `null` is not absence and is refused like any other wrong value. */
export const Optional = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

/** May be absent or null. */
export const Nullable = (): PropertyDecorator => IsOptional();
