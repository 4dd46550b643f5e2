import type { QueryClass, Whom } from '@query/answering';
import { EntryQuery, ListQuery } from '@query/register';

const left = (of: string): object => ({ type: 'string', nullable: true, description: of });

const NAME = left('姓名，脱敏 Masked name, e.g. 张*明, or 张** where `privacy.maskRules` names NAME.');
const DOCUMENT = left(
  '证件号码，脱敏 Masked document number, e.g. 110101********1234, or 1101**********1234 where the rules name DOCUMENT_NO.',
);
const PHONE = left('电话，脱敏 Masked phone, e.g. 138****1234, or *******1234 where the rules name PHONE.');

const TOLD =
  'What somebody is recognised by: never anything whole, null where it was not given, 已删除 where it was erased.';

interface Shown {
  /** What the person is called in an answer. */
  readonly field: string;
  readonly schema: string;
  readonly properties: object;
}

const PERSONS: Readonly<Record<Whom, Shown>> = {
  HEAD: {
    ...{ field: 'head', schema: 'MaskedHead' },
    properties: { headName: NAME, documentNo: DOCUMENT, phone: PHONE },
  },
  MANAGER: {
    ...{ field: 'manager', schema: 'MaskedManager' },
    properties: { managerName: NAME, managerPhone: PHONE },
  },
  PERSON: { field: 'person', schema: 'MaskedPerson', properties: { name: NAME, phone: PHONE } },
};

/** People as answers show them, by the name of the schema. */
export const PERSON_SCHEMAS: Readonly<Record<string, object>> = Object.fromEntries(
  Object.values(PERSONS).map(({ schema, properties }) => [
    schema,
    { type: 'object', description: TOLD, required: Object.keys(properties), properties },
  ]),
);

/** Whom a line is about; null where that is unknown, or outside what the viewer sees. */
const personIn = ({ shows }: QueryClass): object => {
  if (shows === undefined) return {};
  const { field, schema } = PERSONS[shows];
  return { [field]: { nullable: true, allOf: [{ $ref: `#/components/schemas/${schema}` }] } };
};

/** The moment of the answer stands in every answer. */
const ANSWER = {
  type: 'object',
  required: ['at'],
  properties: { at: { $ref: '#/components/schemas/At' } },
} as const;

const linesOf = (person: object): object => ({
  items: {
    type: 'array',
    items: { type: 'object', ...(Object.keys(person).length > 0 ? { properties: person } : {}) },
  },
});

/** Of an entry the person stands in the answer itself; of a list in each line of a page, and `next` is null on the last. */
export const answerOf = (query: QueryClass): object => {
  const person = personIn(query);
  const answer = (properties: object, required: readonly string[] = []): object => ({
    ...ANSWER,
    required: [...ANSWER.required, ...required],
    properties: { ...ANSWER.properties, ...properties },
  });
  if (query.prototype instanceof EntryQuery) return answer(person);
  if (query.prototype instanceof ListQuery)
    return answer(
      { ...linesOf(person), next: { type: 'string', nullable: true }, position: { type: 'string' } },
      ['items', 'next', 'position'],
    );
  return query.shows === undefined ? answer({}) : answer(linesOf(person));
};
