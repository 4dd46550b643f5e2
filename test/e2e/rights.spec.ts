import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Actor, type Role } from '@kernel/actor';
import { divisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { modules } from '@county/modules';
import { openApiDocument } from '@http/openapi';
import { aCounty, terms, type Founded } from './founding';
import { RunningCounty } from './running-county';

interface Line {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly name: string;
  readonly roles: readonly string[];
}

const PEOPLE = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'SYSTEM');

/** The village of the journey's cooperative, and what lies around it. */
const SCOPES = {
  own: '530424102201',
  sibling: '530424102202',
  parent: '530424102000',
  county: '530424000000',
  none: '411423000000',
} as const;

/** It follows from fetching a package of evidence, which has a line. */
const WITHOUT_ROUTE = ['TakeEvidencePackage'];

describe('who may do what', () => {
  let county: RunningCounty;
  let founded: Founded;
  let table: readonly Line[];

  beforeAll(async () => {
    county = await RunningCounty.start('2024-01-08');
    founded = await aCounty(county);
    table = linesOf(openApiDocument(county.app));
  }, 60_000);

  afterAll(() => county.stop());

  const actorOf = (role: Role, scope: string): Actor => ({
    user: 'walker',
    role,
    scope: divisionCode(scope),
    ...(role === 'ENTITY_MANAGER' || role === 'HOUSEHOLD' ? { subjectId: derivedId('somebody') } : {}),
  });

  const ask = async ({ method, path }: Line, role: Role): Promise<{ status: number; code?: string }> => {
    const token = await county.token(actorOf(role, SCOPES.county));
    const url = path.replaceAll(/\{\w+\}/g, derivedId('nobody'));
    const answer = await county.http[method](url).set('authorization', `Bearer ${token}`).send();
    return { status: answer.status, code: (answer.body as { code?: string }).code as string };
  };

  const sentByPersons = (areAny: boolean): readonly string[] =>
    modules
      .flatMap(({ handled }) => handled?.handlings ?? [])
      .filter(({ command }) => command.sentBy.length > 0 === areAny)
      .map(({ command }) => command.name);

  it('is a table that knows every command that a person may send, and every question of every module', () => {
    const named = new Set(table.map(({ name }) => name));
    const questions = modules.flatMap(({ answers = [] }) => answers).map(({ query }) => query.name);
    expect([...sentByPersons(true), ...questions].filter((name) => !named.has(name))).toEqual(WITHOUT_ROUTE);
    expect(table).toHaveLength(named.size);
  });

  it('has no line for what only a policy or a part of the server sends', () => {
    const inside = sentByPersons(false);
    expect(inside.length).toBeGreaterThan(25);
    expect(table.filter(({ name }) => inside.includes(name))).toEqual([]);
  });

  it('lets nobody in without a token, on any route', async () => {
    for (const { method, path, name } of table) {
      const answer = await county.http[method](path.replaceAll(/\{\w+\}/g, derivedId('nobody'))).send();
      expect([name, answer.status]).toEqual([name, 401]);
    }
  });

  it('holds on every route for every role: 403 ROLE_NOT_ALLOWED for those the table does not name, never for the others', async () => {
    for (const line of table)
      for (const role of PEOPLE) {
        const { status, code } = await ask(line, role);
        const mayUse = line.roles.includes('ANYONE') || line.roles.includes(role);
        expect([line.name, role, code === 'ROLE_NOT_ALLOWED']).toEqual([line.name, role, !mayUse]);
        expect([line.name, role, status < 500]).toEqual([line.name, role, true]);
      }
  }, 120_000);

  it('names at least one person on every line', () => {
    expect(table.filter(({ roles }) => roles.length === 0)).toEqual([]);
  });

  describe('in which division', () => {
    const draft = async (role: Role, scope: string): Promise<{ status: number; code: string }> => {
      const token = await county.token(actorOf(role, scope));
      const body = { entityId: founded.cooperative, terms: terms(founded) };
      const answer = await county.http
        .post('/agreements')
        .query({ dryRun: 'true' })
        .set('authorization', `Bearer ${token}`)
        .send(body);
      return { status: answer.status, code: (answer.body as { code: string }).code };
    };

    it.each([
      ['its own division', SCOPES.own, 200],
      ['the parent', SCOPES.parent, 200],
      ['the county', SCOPES.county, 200],
      ['a sibling', SCOPES.sibling, 403],
      ['another county', SCOPES.none, 403],
    ] as const)('a command is taken or refused from %s', async (_which, scope, status) => {
      const answer = await draft('TOWN_INFORMANT', scope);
      expect([answer.status, status === 403 ? answer.code : undefined]).toEqual([
        status,
        status === 403 ? 'OUT_OF_SCOPE' : undefined,
      ]);
    });

    it.each([
      ['its own division', SCOPES.own, 3],
      ['a sibling', SCOPES.sibling, 3],
      ['the parent', SCOPES.parent, 6],
      ['the county', SCOPES.county, 6],
      ['another county', SCOPES.none, 0],
    ] as const)('a list is narrowed to %s', async (_which, scope, count) => {
      const list = await county.as('SUPERVISOR', scope).sees('/households');
      expect(list.items).toHaveLength(count);
    });

    it('a list of a division outside is refused rather than empty', async () => {
      const answer = await county
        .as('SUPERVISOR', SCOPES.own)
        .get('/households', { division: SCOPES.parent });
      expect([answer.status, answer.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    });

    it('one entry outside is refused', async () => {
      const answer = await county.as('SUPERVISOR', SCOPES.none).get(`/entities/${founded.cooperative}`);
      expect([answer.status, answer.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    });

    it('the history of what lies outside is refused', async () => {
      const answer = await county.as('AUDITOR', SCOPES.none).get(`/history/entity/${founded.cooperative}`);
      expect([answer.status, answer.body.code]).toEqual([403, 'OUT_OF_SCOPE']);
    });
  });

  describe('for whom', () => {
    it('a manager acts for the own entity and for no other', async () => {
      const change = { industries: ['VEGETABLE'] };
      const own = county.as('ENTITY_MANAGER', SCOPES.county, { subjectId: founded.cooperative });
      const mine = await own.post(`/entities/${founded.cooperative}/change-industry`, change, {
        dryRun: true,
      });
      const other = await own.post(`/entities/${founded.otherCooperative}/change-industry`, change, {
        dryRun: true,
      });
      expect([mine.status, other.status, other.body.code]).toEqual([200, 403, 'NOT_YOUR_SUBJECT']);
    });

    it('a token that names no subject where one is needed is none', async () => {
      const token = await county.token({
        user: 'nobody',
        role: 'ENTITY_MANAGER',
        scope: divisionCode(SCOPES.county),
      });
      const answer = await county.http.get('/entities').set('authorization', `Bearer ${token}`);
      expect(answer.status).toBe(401);
    });

    it('no token can speak for the system', async () => {
      const token = await county.token({
        user: 'policy:forged',
        role: 'SYSTEM',
        scope: divisionCode(SCOPES.county),
      });
      const answer = await county.http.get('/entities').set('authorization', `Bearer ${token}`);
      expect(answer.status).toBe(401);
    });
  });
});

const linesOf = (document: ReturnType<typeof openApiDocument>): readonly Line[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post'] as const).flatMap((method) => {
      const operation = item[method] as { operationId: string; 'x-roles'?: string[] } | undefined;
      if (operation?.['x-roles'] === undefined) return [];
      return [{ method, path, name: operation.operationId, roles: operation['x-roles'] }];
    }),
  );
