import { describe, expect, it } from '@jest/globals';
import { breaksOf } from '../openapi/breaks';
import { committedDocument, type Document } from '../openapi/resolved';
import { complaint, unacknowledged } from '../openapi/unacknowledged';

const committed = committedDocument();

const GONE = Symbol('gone');
type Change = readonly [path: readonly (string | number)[], value: (old: never) => unknown];

/** A copy with one place of it changed, or gone. */
const changed = (value: unknown, [[step, ...further], change]: Change): unknown => {
  if (step === undefined) return change(value as never);
  const whole = value as Readonly<Record<string | number, unknown>>;
  const part = changed(whole[step], [further, change]);
  if (Array.isArray(value)) return value.with(Number(step), part);
  const others = Object.entries(whole).filter(([name]) => name !== step);
  return Object.fromEntries(part === GONE ? others : [...others, [step, part]]);
};

const after = (...changes: readonly Change[]): Document =>
  changes.reduce<unknown>(changed, committed) as Document;

const gone = () => GONE;
const to = (value: unknown) => () => value;
const without = (word: string) => (words: readonly string[]) => words.filter((one) => one !== word);
const and =
  <T>(...more: readonly T[]) =>
  (words: readonly T[]) => [...words, ...more];

const schema = (name: string, ...further: readonly string[]) => ['components', 'schemas', name, ...further];
const property = (name: string, field: string, ...further: readonly string[]) =>
  schema(name, 'properties', field, ...further);
const LIST = ['paths', '/households', 'get'];
const DISABLING = ['paths', '/users/{id}/disable', 'post'];

describe('a change of the API breaks callers', () => {
  it.each<[string, Change]>([
    ['POST /households is gone', [['paths', '/households', 'post'], gone]],
    ['GET /households was HouseholdList and is Households', [[...LIST, 'operationId'], to('Households')]],
    ['GET /households takes query householdNo no more', [[...LIST, 'parameters', 0, 'name'], to('no')]],
    [
      'GET /households has to be asked with query householdNo',
      [[...LIST, 'parameters', 0, 'required'], to(true)],
    ],
    [
      'GET /households query householdNo takes less: maxLength is 10',
      [[...LIST, 'parameters', 0, 'schema', 'maxLength'], to(10)],
    ],
    ['GET /households answers 200 no more', [[...LIST, 'responses', '200'], gone]],
    [
      'GET /households 200 is answered as application/json no more',
      [[...LIST, 'responses', '200', 'content'], to({})],
    ],
    ['POST /users/{id}/disable has to be sent a body', [[...DISABLING, 'requestBody', 'required'], to(true)]],
    ['DisableUserBody.reason has to be sent', [schema('DisableUserBody', 'required'), to(['reason'])]],
    ['DisableUserBody.reason is taken no more', [property('DisableUserBody', 'reason'), gone]],
    [
      'RegisterHouseholdBody.populationCount takes less: maximum is 9',
      [property('RegisterHouseholdBody', 'populationCount', 'maximum'), to(9)],
    ],
    [
      'RegisterHouseholdBody.phone takes less: pattern is ^1',
      [property('RegisterHouseholdBody', 'phone', 'pattern'), to('^1')],
    ],
    [
      'SharePart.numerator was integer and is string',
      [property('SharePart', 'numerator', 'type'), to('string')],
    ],
    ['LinkageForm takes ORDER_FARMING no more', [schema('LinkageForm', 'enum'), without('ORDER_FARMING')]],
    ['HouseholdListLine.head is answered no more', [property('HouseholdListLine', 'head'), gone]],
    [
      'HouseholdListLine.head is not always answered',
      [schema('HouseholdListLine', 'required'), without('head')],
    ],
    [
      'HouseholdListLine.revision was integer and is null',
      [property('HouseholdListLine', 'revision', 'type'), to(['integer', 'null'])],
    ],
    [
      'MaskedHead.headName was string and is integer',
      [property('MaskedHead', 'headName', 'type'), to(['integer', 'null'])],
    ],
  ])('where %s', (what, change) => {
    expect(breaksOf(committed, after(change))).toEqual([what]);
  });

  it('where a type has another name, for generated code calls it so', () => {
    const { MaskedHead, ...schemas } = committed.components?.schemas ?? {};
    const renamed = {
      ...committed,
      components: { ...committed.components, schemas: { ...schemas, Head: MaskedHead } },
    };
    const text = JSON.stringify(renamed).replaceAll('schemas/MaskedHead', 'schemas/Head');
    expect(breaksOf(committed, JSON.parse(text) as Document)).toEqual(['MaskedHead is no type any more']);
  });
});

describe('a change of the API breaks nobody', () => {
  it.each<[string, Change]>([
    ['nothing is changed', [['info', 'title'], to('双绑')]],
    ['a route is new', [['paths', '/new'], to({ get: { operationId: 'New', responses: {} } })]],
    [
      'a filter is new',
      [[...LIST, 'parameters'], and({ name: 'new', in: 'query', schema: { type: 'string' } })],
    ],
    ['a command may be sent a further field', [property('DisableUserBody', 'new'), to({ type: 'string' })]],
    ['a command needs a field no more', [schema('RegisterHouseholdBody', 'required'), without('headName')]],
    ['a field takes more', [property('RegisterHouseholdBody', 'populationCount', 'maximum'), to(99)]],
    ['a word is new', [schema('LinkageForm', 'enum'), and('NEW')]],
    ['an answer has a further field', [property('HouseholdListLine', 'new'), to({ type: 'string' })]],
    ['an answer is never null', [property('HouseholdListLine', 'group', 'type'), to('string')]],
    ['a refusal has another text', [['components', 'responses', 'Problem401', 'description'], to('new')]],
    ['a title is another', [property('RegisterHouseholdBody', 'phone', 'title'), to('手机')]],
  ])('where %s', (_what, change) => {
    expect(breaksOf(committed, after(change))).toEqual([]);
  });
});

describe('what breaks callers', () => {
  const change: Change = [property('HouseholdListLine', 'head'), gone];
  const what = 'HouseholdListLine.head is answered no more';
  const version = (value: string): Change => [['info', 'version'], to(value)];
  const since = (value: string) => after(version(value));

  it('is complained of, with what may be done about it', () => {
    const broken = unacknowledged(committed, after(change), {});
    expect(complaint(broken)).toContain(`\n  ${what}\n`);
    expect(complaint([])).toBeNull();
  });

  it('may be acknowledged with a reason, for the version that breaks it', () => {
    const broken = (reason: string, of = committed.info.version) =>
      unacknowledged(committed, after(change), { [of]: { [what]: reason } });
    expect(broken('nobody ever saw it')).toEqual([]);
    expect(broken(' ')).toEqual([what]);
    expect(broken('nobody ever saw it', '0.0.1')).toEqual([what]);
  });

  it.each([
    ['0.1.0', '0.2.0'],
    ['0.9.3', '1.0.0'],
    ['1.4.0', '2.0.0'],
  ])('may come with a version that says so: %s → %s', (before, next) => {
    expect(unacknowledged(since(before), after(change, version(next)), {})).toEqual([]);
  });

  it.each([
    ['0.1.0', '0.1.1'],
    ['1.4.0', '1.5.0'],
    ['2.0.0', '1.9.0'],
  ])('may not come with one that does not: %s → %s', (before, next) => {
    expect(unacknowledged(since(before), after(change, version(next)), {})).toEqual([what]);
  });
});
