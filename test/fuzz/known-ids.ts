import { START, categoryOf } from '@event-store/event-store';
import type { County } from '@county/county';
import { idOf } from '@projection/fold';

interface Operation {
  readonly tags: readonly string[];
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** As many of each category as are asked about. */
const MOST = 12;
/** How often something that exists is asked about: nobody knows the rest. */
const OFTEN = 0.85;

/** What a field of a body or a question names, by its name. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ householdId: 'household', entityId: 'entity', enterpriseId: 'entity', cooperativeId: 'entity' },
  ...{ agreementId: 'agreement', bindingId: 'householdBinding', fromBindingId: 'householdBinding' },
  ...{ schemeId: 'dividendScheme', rectificationId: 'rectification', subjectId: 'household' },
};

/** Ids of every category, those that came last. */
const idsIn = async ({ store }: County): Promise<ReadonlyMap<string, readonly string[]>> => {
  const found = new Map<string, Set<string>>();
  for await (const { events } of store.readAll({ from: START }))
    for (const { stream } of events) {
      const category = categoryOf(stream);
      found.set(category, (found.get(category) ?? new Set()).add(idOf(stream)));
    }
  return new Map([...found].map(([category, ids]) => [category, [...ids].slice(-MOST)]));
};

const COMMANDS = /^(\w+)Commands$/;

/** `/agreements` → `agreement`, by the commands that are sent there. */
const rootsOf = (paths: Paths): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(paths).flatMap(([path, operations]) => {
      const [tag = ''] = Object.values(operations)[0]?.tags ?? [];
      const category = COMMANDS.exec(tag)?.[1];
      return category === undefined ? [] : [[`/${path.split('/')[1] ?? ''}`, category] as const];
    }),
  );

const binding = (dictionary: string): string =>
  `{ dictionary = ${JSON.stringify(dictionary)}, probability = ${String(OFTEN)} }`;

/** The configuration by which schemathesis asks about what the county has, so that some commands get past “no such thing”. */
export const knownIds = async (county: County, paths: Paths): Promise<string> => {
  const ids = await idsIn(county);
  const fields = Object.entries(NAMED).filter(([, category]) => ids.has(category));
  const roots = [...rootsOf(paths)].filter(([, category]) => ids.has(category));
  return [
    '[dictionaries]',
    ...[...ids].map(([category, known]) => `${category} = { values = ${JSON.stringify(known)} }`),
    '[parameters]',
    ...['path', 'query', 'body'].flatMap((place) =>
      fields.map(([name, category]) => `"${place}.${name}" = ${binding(category)}`),
    ),
    ...roots.flatMap(([root, category]) => [
      '[[operations]]',
      `include-path-regex = "^${root}/\\\\{id\\\\}"`,
      '[operations.parameters]',
      `"path.id" = ${binding(category)}`,
    ]),
  ].join('\n');
};
