import { ROLES, SPEAKERS, type Actor, type Role } from '@kernel/actor';
import { levelOf, parentOf, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { replay } from '@command/replay';
import { START } from '@event-store/event-store';
import { openApiDocument } from '@http/openapi';
import { rightsLines, type RightsLine } from '@http/rights-lines';
import { resolved } from '../openapi/resolved';
import { requireDescribed } from './described-answers';
import type { Answer, RunningCounty } from './running-county';

export const PEOPLE = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

/** Seen from a division: what lies around it, and a county that has nothing to do with it. */
export const SIDES = ['own', 'child', 'sibling', 'parent', 'none'] as const;
export type Side = (typeof SIDES)[number];

/** From where one may reach what belongs to the own division. */
export const REACHING: readonly Side[] = ['own', 'parent'];

export const HOME = '530424000000' as DivisionCode;
export const NEIGHBOUR = '411423000000' as DivisionCode;

/** Counties beside the two, of which the demonstration knows nothing. */
const NEXT_TO: Readonly<Record<string, DivisionCode>> = {
  [HOME]: '530422000000' as DivisionCode,
  [NEIGHBOUR]: '411422000000' as DivisionCode,
};

/** A line of the table with what the document says of its parameters and its body. */
export interface Walked extends RightsLine {
  readonly required: readonly string[];
  readonly parameters: readonly string[];
  readonly body: object;
  /** Of the aggregate a command is for. */
  readonly category: string;
}

/** An aggregate of the county and the division by which it is judged; null where it belongs to none. */
export interface Thing {
  readonly id: string;
  readonly division: DivisionCode | null;
  readonly state: Readonly<Record<string, unknown>>;
}

interface Asked {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** A county as the walk through the rights table sees it: everybody's token at hand, one connection that stays open. */
export class WalkedCounty {
  private readonly tokens = new Map<string, Promise<string>>();
  private origin = '';
  private codes: readonly DivisionCode[] = [];
  readonly lines: readonly Walked[];

  constructor(readonly county: RunningCounty) {
    const document = resolved(openApiDocument(county.app));
    const { aggregates } = county.county;
    const categoryOf = new Map(
      aggregates.flatMap(({ aggregate, handlings }) =>
        handlings.map(({ command }) => [command.name, aggregate.category] as const),
      ),
    );
    this.lines = rightsLines(document).map((line) => ({
      ...line,
      category: categoryOf.get(line.name) ?? '',
      ...described(document.paths[line.path]?.[line.method] as unknown as Operation),
    }));
  }

  async prepare(): Promise<void> {
    await this.county.app.listen(0, '127.0.0.1');
    this.origin = await this.county.app.getUrl();
    await this.county.settle();
    for (const county of [HOME, NEIGHBOUR]) {
      const rows = await this.all('/divisions', this.actor('ADMIN', county));
      this.codes = [...this.codes, ...rows.map(({ division }) => division as DivisionCode)];
    }
  }

  /** The first aggregate of each category that the log holds, as it is now. */
  async things(): Promise<ReadonlyMap<string, Thing>> {
    const { store, upcast, aggregates } = this.county.county;
    const found = new Map<string, Thing>();
    for (const handled of aggregates)
      for await (const { events: firsts } of store.readAll({
        ...{ from: START, categories: [handled.aggregate.category], batchSize: 1 },
      })) {
        const { category } = handled.aggregate;
        const stream = firsts[0]?.stream ?? '';
        const events = (await store.readStream(stream)).map(upcast);
        const state = replay(handled, events)?.state as Thing['state'];
        const division = handled.aggregate.scope(state);
        found.set(category, { id: stream.slice(category.length + 1), division, state });
        break;
      }
    return found;
  }

  /** What the server itself answers, as `METHOD /path`. */
  routes(): readonly string[] {
    const server = this.county.app.getHttpAdapter().getInstance() as { printRoutes(how: object): string };
    const branch: string[] = [];
    return server
      .printRoutes({ commonPrefix: false })
      .split('\n')
      .flatMap((line) => {
        const [, indent = '', segment = '', methods = ''] = ROUTE.exec(line) ?? [];
        const depth = indent.length / 4;
        branch.splice(depth, Infinity, segment);
        const path = branch.join('').replaceAll(/:(\w+)/g, '{$1}');
        return methods
          .split(', ')
          .flatMap((method) => (/^(GET|POST|PUT|PATCH|DELETE)$/.test(method) ? [`${method} ${path}`] : []));
      });
  }

  /** The divisions around one; a village has nothing below it. */
  around(division: DivisionCode): readonly (readonly [Side, DivisionCode])[] {
    const parent = parentOf(division);
    const isNextDoor = division.startsWith(NEIGHBOUR.slice(0, 6));
    const [child] = this.codes.filter((code) => parentOf(code) === division);
    const beside = this.codes.find((code) => code !== division && parentOf(code) === parent);
    const sibling = beside ?? NEXT_TO[division];
    const sides = { own: division, child, sibling, parent, none: isNextDoor ? HOME : NEIGHBOUR };
    if (sibling === undefined || (child === undefined) !== (levelOf(division) === 'VILLAGE'))
      throw new Error(`nothing lies beside or below ${division}`);
    return SIDES.flatMap((side) => (sides[side] ? [[side, sides[side]] as const] : []));
  }

  actor(role: Role, scope: DivisionCode, subjectId = derivedId('stranger')): Actor {
    return { user: `walker-${role}`, role, scope, ...(SPEAKERS.includes(role) ? { subjectId } : {}) };
  }

  /** A question is answered as the description of the API says. */
  async ask(line: Pick<RightsLine, 'method' | 'path'>, who: Actor, asked: Asked = {}): Promise<Answer> {
    const answer = await this.#sent(line, who, asked);
    if (line.method === 'get') requireDescribed(line.path.replaceAll(/\{\w+\}/g, '-'), answer);
    return answer;
  }

  async #sent(
    { method, path }: Pick<RightsLine, 'method' | 'path'>,
    who: Actor,
    asked: Asked,
  ): Promise<Answer> {
    const key = JSON.stringify(who);
    const token = this.tokens.get(key) ?? this.county.token(who);
    this.tokens.set(key, token);
    const { query = {}, body } = asked;
    const url = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => query[name] ?? '');
    const rest = Object.entries(query).filter(([name]) => !path.includes(`{${name}}`));
    const answer = await fetch(
      `${this.origin}${url}?${new URLSearchParams(Object.fromEntries(rest)).toString()}`,
      {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json' },
        ...(method === 'get' ? {} : { body: JSON.stringify(body) }),
      },
    );
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const told: Answer = { status: answer.status, headers: {}, text, body: isJson ? JSON.parse(text) : text };
    return told;
  }

  /** Every row of a list, page by page. */
  async all(path: string, who: Actor, query: Readonly<Record<string, string>> = {}): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const line = this.lines.find((one) => one.path === path && one.method === 'get');
    const limit = line?.parameters.includes('limit') === true ? { limit: '500' } : {};
    for (let next: string | null = ''; next !== null;) {
      const more = next === '' ? {} : { cursor: next };
      const answer = await this.ask({ method: 'get', path }, who, {
        query: { ...query, ...limit, ...more },
      });
      if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
      const page = answer.body as { items: readonly Row[]; next?: string | null };
      rows.push(...page.items);
      next = page.next ?? null;
    }
    return rows;
  }
}

export type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly division?: string };

const described = (operation: Operation): Omit<Walked, keyof RightsLine | 'category'> => {
  const { parameters = [], requestBody } = operation;
  const inUrl = parameters.filter((one) => one.in !== 'header');
  return {
    parameters: inUrl.map(({ name }) => name),
    required: inUrl.filter((one) => one.required === true).map(({ name }) => name),
    body: requestBody?.content['application/json']?.schema ?? {},
  };
};

const ROUTE = /^(.*?)(?:├──|└──) (\S+)(?: \((.*)\))?$/;

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
}
