import type { MaskedItem } from '@privacy/mask';
import type { QueryClass } from '@query/answering';
import { pathOfLines } from '@query/people';
import { ListQuery } from '@query/register';
import { PEOPLE } from '@query/whom';

const left = (of: string): object => ({ type: 'string', nullable: true, description: of });

const LEFT: Readonly<Record<MaskedItem, object>> = {
  NAME: left('姓名，脱敏 Masked name, e.g. 张*明, or 张** where `privacy.maskRules` names NAME.'),
  DOCUMENT_NO: left(
    '证件号码，脱敏 Masked document number, e.g. 110101********1234, or 1101**********1234 where the rules name DOCUMENT_NO.',
  ),
  PHONE: left('电话，脱敏 Masked phone, e.g. 138****1234, or *******1234 where the rules name PHONE.'),
};

const TOLD =
  'What somebody is recognised by: never anything whole, null where it was not given, 已删除 where it was erased, 无法读取 where the data key is damaged.';

/** After what the person is called in an answer. */
const schemaNameOf = (field: string): string => `Masked${field.slice(0, 1).toUpperCase()}${field.slice(1)}`;

/** People as answers show them, by the name of the schema. */
export const PERSON_SCHEMAS: Readonly<Record<string, object>> = Object.fromEntries(
  Object.values(PEOPLE).map(({ field, items }) => [
    schemaNameOf(field),
    {
      ...{ type: 'object', description: TOLD, required: Object.keys(items) },
      properties: Object.fromEntries(
        Object.entries<MaskedItem>(items).map(([item, masked]) => [item, LEFT[masked]]),
      ),
    },
  ]),
);

const refOf = (field: string): string => `#/components/schemas/${schemaNameOf(field)}`;

/** Whom a line is about; null where that is unknown, or outside what the viewer sees. */
const personIn = ({ shows }: QueryClass): object => {
  if (shows === undefined) return {};
  const { field } = PEOPLE[shows];
  return { [field]: { nullable: true, allOf: [{ $ref: refOf(field) }] } };
};

/** What the entity of a line is called, and to a household who manages it. */
const entityIn = ({ namesEntity, askedOfOwn = [] }: QueryClass): object => {
  if (namesEntity === undefined) return {};
  const { field } = PEOPLE.MANAGER;
  const description =
    '负责人，脱敏；仅答复农户 Who manages the entity, masked: to a household, which does not ask the register.';
  const manager = { nullable: true, description, allOf: [{ $ref: refOf(field) }] };
  return {
    entityName: { type: 'string', nullable: true, description: '经营主体名称 Name of the entity.' },
    ...(askedOfOwn.includes('HOUSEHOLD') ? { [field]: manager } : {}),
  };
};

/** The moment of the answer stands in every answer. */
const ANSWER = {
  type: 'object',
  required: ['at'],
  properties: { at: { $ref: '#/components/schemas/At' } },
} as const;

/** Lines at the end of a path of fields. */
const linesAt = ([field = 'items', ...further]: readonly string[], person: object): object => ({
  [field]:
    further.length > 0
      ? { type: 'object', properties: linesAt(further, person) }
      : {
          type: 'array',
          items: { type: 'object', ...(Object.keys(person).length > 0 ? { properties: person } : {}) },
        },
});

/** Of an entry the person stands in the answer itself; of a list in each line of a page, and `next` is null on the last. */
export const answerOf = (query: QueryClass): object => {
  const [person, entity] = [personIn(query), entityIn(query)];
  const path = pathOfLines(query);
  const answer = (properties: object, required: readonly string[] = []): object => ({
    ...ANSWER,
    required: [...ANSWER.required, ...required],
    properties: { ...ANSWER.properties, ...properties },
  });
  if (query.prototype instanceof ListQuery)
    return answer(
      {
        ...linesAt(path, { ...person, ...entity }),
        next: { type: 'string', nullable: true },
        position: { type: 'string' },
      },
      ['items', 'next', 'position'],
    );
  if (query.shows === undefined) return answer(entity);
  return answer({ ...entity, ...(path.length === 0 ? person : linesAt(path, person)) });
};
