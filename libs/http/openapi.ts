import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
import { ANSWER_SCHEMAS, WORD_LISTS } from './answer-schema';
import { namedBodies } from './body-names';
import { describeRoutes } from './describing';
import { OWN_SCHEMAS } from './own-schemas';
import { WORDING, type Wording } from './problem-filter';
import { nameInChinese } from './chinese-names';
import { withNamedWords } from './named-words';
import { namedParameters } from './parameter-names';
import { namedProblems } from './problem-names';
import { withoutIdle } from './referred';
import { partSchemas } from './schema';
import { SOFTWARE_VERSION } from './version';

/** The description of the whole API, generated from the classes that the edge checks requests with. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle('双绑利益联结机制 shuangbang')
    .setDescription(
      [
        '农户绑定合作社、龙头企业绑定合作社：每一步都是一条不可更改的事件。Every fact is an event; every figure can be asked as of a date and as known at a date.',
        '随时可能新增接口、筛选条件、答复字段和枚举值，请略过不认识的。Routes, filters, fields of answers and words of enumerations may be new at any time: pass over what you do not know.',
      ].join('\n\n'),
    )
    .setVersion(SOFTWARE_VERSION)
    .setOpenAPIVersion('3.1.0')
    .addServer('/')
    .addBearerAuth()
    .build();
  describeRoutes();
  const document = SwaggerModule.createDocument(app, config, { autoTagControllers: false });
  document.tags = tagsIn(document);
  const responses = namedProblems(document) as never;
  const own = { ...OWN_SCHEMAS, ...ANSWER_SCHEMAS, ...partSchemas(), ...namedBodies(document) };
  const schemas = { ...document.components?.schemas, ...own } as unknown as Record<string, never>;
  const whole = { ...document, components: { ...document.components, responses, schemas } };
  nameInChinese(whole, app.get<Wording>(WORDING).titles);
  const parameters = namedParameters(whole) as never;
  const described = { ...whole, components: { ...whole.components, parameters } };
  return withoutIdle(withNamedWords(described, WORD_LISTS));
};

const operationsOf = (document: OpenAPIObject): readonly (OperationObject | undefined)[] =>
  Object.values(document.paths).flatMap(({ get, post }) => [get, post]);

/** In the order in which they come. */
const tagsIn = (document: OpenAPIObject): { name: string }[] =>
  [...new Set(operationsOf(document).flatMap((operation) => operation?.tags ?? []))].map((name) => ({
    name,
  }));
