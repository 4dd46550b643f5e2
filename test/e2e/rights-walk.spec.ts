import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPEAKERS, type Role } from '@kernel/actor';
import { parentOf, within, type DivisionCode } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import type { EvidenceJobs } from '@county/evidence/jobs';
import { EVIDENCE_JOBS } from '@county/evidence/controller';
import { BESIDES } from './asked-for';
import { AskedOfViews } from './asked-of-views';
import { RunningCounty, type Answer } from './running-county';
import { buildSmallCounty } from './small-county';
import { commandOf, subjectOf, type Named } from './walked-commands';
import { HOME, REACHING, WalkedCounty, type Row, type Side, type Thing, type Walked } from './walked-county';
import {
  byDivision,
  COUNTED,
  entryOf,
  headless,
  listOf,
  namedOutside,
  namesPlace,
  plain,
  rolesOf,
  traceless,
  UNDECIDED_NEXT_DOOR,
  usually,
  type Entry,
} from './walked-questions';

/** What another county is answered of its own: of a loss by what is not its own, nothing. */
const nextDoor = ({ name }: Walked): string => {
  if (name === 'LossIf') return '403 OUT_OF_SCOPE';
  return UNDECIDED_NEXT_DOOR.includes(name) ? '409 PARAMETER_NOT_CONFIGURED' : 'ANSWERED';
};

/** Health, figures for a monitor, the documentation: open to those who have not signed in, and of no division. */
const OUTSIDE_THE_TABLE = /^GET \/(|health\/(live|ready)|metrics|docs.*)$/;

/** Of these every question about the history is asked; of the others the first. All three find their aggregate in one way. */
const SAMPLED = new Set(['user', 'household']);

describe('the table of rights, walked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shuangbang-rights-'));
  let county: RunningCounty;
  let views: AskedOfViews;
  let walked: WalkedCounty;
  let town: DivisionCode;
  let evidence: Entry;
  let things: ReadonlyMap<string, Thing>;
  let named: Named;
  const visited = new Set<string>();

  beforeAll(async () => {
    await buildSmallCounty(folder);
    county = await RunningCounty.openAt(folder, '2026-04-10', { RATE_LIMIT_PER_MINUTE: '0' });
    const token = {
      name: 'walker',
      role: 'SUPERVISOR',
      division: HOME,
      permissions: ['HouseholdList'],
    };
    await county
      .as('ADMIN')
      .does('/access-tokens', { ...token, addresses: ['127.0.0.1/32'], until: '2026-05-01' });
    views = new AskedOfViews(county.county.views);
    walked = new WalkedCounty(county);
    await walked.prepare();
    things = await walked.things();
    const [line] = await walked.all('/distributions/lines', walked.actor('SUPERVISOR', HOME));
    const village = line?.division as DivisionCode;
    town = parentOf(village) as DivisionCode;
    named = { things, village, town };
    const asked = { kind: 'division', name: town, recipient: 'SUPERVISOR', purpose: '核查' };
    const job = await county.as('AUDITOR', town).does('/evidence-packages', asked);
    await county.app.get<EvidenceJobs>(EVIDENCE_JOBS).idle();
    evidence = { division: town, query: { id: (job as { id: string }).id } };
  }, 240_000);

  afterAll(async () => {
    await county.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const linesOf = (reach: Walked['reach'], method: Walked['method'] = 'get'): readonly Walked[] => {
    const lines = walked.lines.filter((line) => line.method === method && line.reach === reach);
    for (const { name } of lines) visited.add(name);
    return lines;
  };

  const told = ({ status, body }: Answer): string =>
    status < 300 ? 'ANSWERED' : `${String(status)} ${String(body.code)}`;
  const expected = (side: Side): string => (REACHING.includes(side) ? 'ANSWERED' : '403 OUT_OF_SCOPE');

  /** Each line with each role it names from each division around one; who is answered of the own alone is walked in `own-walk.spec.ts`. */
  const eachOf = async (
    line: Walked,
    division: DivisionCode,
    visit: (role: Role, side: Side, scope: DivisionCode) => Promise<readonly string[]>,
  ): Promise<readonly string[]> => {
    const faults: string[] = [];
    for (const role of byDivision(line))
      for (const [side, scope] of walked.around(division))
        faults.push(...(await visit(role, side, scope)).map((one) => `${line.name} ${role} ${side}: ${one}`));
    return faults;
  };

  const unlike = (found: string, wanted: string): readonly string[] =>
    found === wanted ? [] : [`${found} and not ${wanted}`];

  it('knows every route that the server answers, and no other', () => {
    const nameless = (route: string) => route.replaceAll(/\{[^/]+\}/g, '{}');
    const known = walked.lines.map(({ method, path }) => nameless(`${method.toUpperCase()} ${path}`));
    const answered = walked.routes().filter((route) => !OUTSIDE_THE_TABLE.test(route));
    expect(answered.map(nameless).sort()).toEqual(known.sort());
  });

  it('refuses a division outside by name, and otherwise answers of the own alone', async () => {
    for (const line of linesOf('NARROWED')) {
      const query = {
        ...(await usually(walked, line, town)),
        ...(line.parameters.includes('limit') ? { limit: '5' } : {}),
      };
      const faults = await eachOf(line, town, async (role, side, scope) => {
        const who = walked.actor(role, scope);
        const there = await walked.ask(line, who, { query: { ...query, division: town } });
        const named = [...unlike(told(there), expected(side)), ...namedOutside(there.body, scope)];
        const isOften = role !== rolesOf(line)[0] && side !== 'own';
        if (isOften || namesPlace(line)) return named;
        const here = await walked.ask(line, who, { query });
        const wanted = side === 'none' ? nextDoor(line) : 'ANSWERED';
        return [...named, ...unlike(told(here), wanted), ...namedOutside(here.body, scope)];
      });
      expect(faults).toEqual([]);
    }
  }, 240_000);

  it('lists to the own division exactly those of the whole that lie in it', async () => {
    const chains = await walked.all('/enterprise-bindings', walked.actor('SUPERVISOR', HOME), {
      state: 'ACTIVE',
    });
    const parted = chains.at(-1)?.['id'] as string;
    // So that a cooperative is without an enterprise, which none is in the demonstration.
    await county
      .as('COUNTY_INFORMANT', HOME)
      .does(`/enterprise-bindings/${parted}/end`, { cause: 'BY_CONSENT', reason: '双方协商' });
    await county.settle();
    const [placeless, empty, headless]: [string[], string[], string[]] = [[], [], []];
    /** What a cooperative would gain is counted in the division that is asked about, wherever it lies itself. */
    const ofOthers = /\/(explain|comparison|gains)$/;
    for (const line of linesOf('NARROWED').filter(
      ({ path, parameters }) => parameters.includes('cursor') && !ofOthers.test(path),
    )) {
      const query = await usually(walked, line, town);
      const role = traceless(line);
      const whole = await walked.all(line.path, walked.actor(role, HOME), query);
      if (whole.some(({ division }) => division === undefined)) placeless.push(line.name);
      if (whole.length === 0) empty.push(line.name);
      const isHeadless = (row: Row): boolean => typeof row['householdId'] === 'string' && row['head'] == null;
      if (whole.some(isHeadless)) headless.push(line.name);
      for (const [side, scope] of walked.around(town).filter(([, code]) => within(code, HOME))) {
        const seen = await walked.all(line.path, walked.actor(role, scope), query);
        const mine = whole.filter(({ division }) => within(division as DivisionCode, scope));
        expect([line.name, side, plain(seen)]).toEqual([line.name, side, plain(mine)]);
      }
    }
    /** In the demonstration nobody did what two had to do, which is compared below, and every dividend that was promised is judged and declared. */
    const none = ['UndeclaredDividendList', 'UnjudgedDividendList', 'SeparationOfDuties'];
    expect([placeless, empty, headless]).toEqual([[], none, []]);
  }, 120_000);

  it('answers the own division what the county is answered about it', async () => {
    for (const line of linesOf('NARROWED').filter((one) => !namesPlace(one))) {
      const query = await usually(walked, line, town);
      const role = traceless(line);
      for (const [side, scope] of walked.around(town).filter(([, code]) => within(code, HOME))) {
        const own = await walked.ask(line, walked.actor(role, scope), { query });
        const about = { query: { ...query, division: scope } };
        const whole = await walked.ask(line, walked.actor(role, HOME), about);
        expect([line.name, side, plain(own.body)]).toEqual([line.name, side, plain(whole.body)]);
        expect([line.name, headless(line, whole.body)]).toEqual([line.name, []]);
      }
    }
  }, 120_000);

  it.each(COUNTED)('counts in $question what its list shows of the own division', async (counted) => {
    const line = walked.lines.find(({ name }) => name === counted.question) as Walked;
    const role = traceless(line);
    const whole = await walked.all(counted.list, walked.actor(role, HOME), counted.of);
    expect(whole.length).toBeGreaterThan(0);
    for (const [side, scope] of walked.around(town).filter(([, code]) => within(code, HOME))) {
      const query = { ...(await usually(walked, line, town)), ...counted.of, division: scope };
      const asked = Object.fromEntries(
        Object.entries(query).filter(([name]) => line.parameters.includes(name)),
      );
      const { body } = await walked.ask(line, walked.actor(role, scope), { query: asked });
      const mine = whole.filter(({ division }) => within(division as DivisionCode, scope));
      expect([side, counted.number(body as never)]).toEqual([side, mine.length]);
    }
  });

  it('counts as lost only households of the own division, and only of the division asked about', async () => {
    const line = walked.lines.find(({ name }) => name === 'LossIf') as Walked;
    const query = await usually(walked, line, town);
    const asked = async (scope: DivisionCode, more: object) =>
      (
        await walked.ask(line, walked.actor('SUPERVISOR', scope), {
          query: { ...query, ...more, limit: '500' },
        })
      ).body;
    const whole = await asked(HOME, {});
    expect(whole.items.length).toBeGreaterThan(0);
    for (const [, scope] of walked.around(town).filter(([, code]) => within(code, HOME)))
      for (const seen of [await asked(scope, {}), await asked(HOME, { division: scope })]) {
        const mine = whole.items.filter((one: { division: DivisionCode }) => within(one.division, scope));
        const uncovered = mine.filter((one: { uncovered: boolean }) => one.uncovered).length;
        expect([seen.items, seen.coverageLost]).toEqual([mine, uncovered]);
      }
  });

  it('opens an entry to its own division and those above, and to no other', async () => {
    for (const line of linesOf('ENTRY').filter(({ path }) => !path.startsWith('/history'))) {
      const { division, query } = await entryOf(walked, line, evidence);
      const faults = await eachOf(line, division, async (role, side, scope) => {
        const answer = await walked.ask(line, walked.actor(role, scope), { query });
        const inside = told(answer) === 'ANSWERED' ? namedOutside(answer.body, scope) : [];
        return [...unlike(told(answer), expected(side)), ...inside];
      });
      const whole = await walked.ask(line, walked.actor(traceless(line), HOME), { query });
      expect([line.name, faults, headless(line, whole.body)]).toEqual([line.name, [], []]);
    }
  }, 120_000);

  it('opens a history to whoever may see its aggregate in a list, where it may be seen', async () => {
    const histories = linesOf('ENTRY').filter(({ path }) => path.startsWith('/history'));
    expect([...things.keys()].sort()).toEqual(
      county.county.aggregates.map((one) => one.aggregate.category).sort(),
    );
    for (const [category, { id, division }] of things)
      for (const line of histories.filter(
        ({ name }) => name === 'AggregateHistory' || SAMPLED.has(category),
      )) {
        const readers = byDivision(listOf(walked, category));
        const faults = await eachOf(line, division ?? town, async (role, side, scope) => {
          const answer = await walked.ask(line, walked.actor(role, scope), {
            query: { category, id, ...BESIDES[line.name] },
          });
          const wanted = division === null ? 'ANSWERED' : expected(side);
          const inside =
            told(answer) === 'ANSWERED' && division !== null ? namedOutside(answer.body, scope) : [];
          return [
            ...unlike(told(answer), readers.includes(role) ? wanted : '403 ROLE_NOT_ALLOWED'),
            ...inside,
          ];
        });
        expect([category, faults]).toEqual([category, []]);
      }
  }, 120_000);

  it('answers alike in all of a county what is public there, and refuses another by name', async () => {
    const query = { division: HOME };
    for (const line of linesOf('COUNTY')) {
      const one = await walked.ask(line, walked.actor(rolesOf(line)[0] as Role, HOME), {});
      expect((one.body as { items: readonly object[] }).items).not.toEqual([]);
      const faults = await eachOf(line, town, async (role, _side, scope) => {
        const answer = await walked.ask(line, walked.actor(role, scope), { query });
        if (!within(scope, HOME)) return unlike(told(answer), '403 OUT_OF_SCOPE');
        return unlike(JSON.stringify(plain(answer.body)), JSON.stringify(plain(one.body)));
      });
      expect(faults).toEqual([]);
    }
  }, 120_000);

  it('answers alike everywhere what is open: rules, and what proves the log', async () => {
    const { code = '' } = (await walked.all('/seals', walked.actor('SUPERVISOR', HOME)))[0] as {
      code?: string;
    };
    for (const line of linesOf('OPEN')) {
      const query = {
        ...(await usually(walked, line, town)),
        ...(line.name === 'SealByCode' ? { code } : {}),
      };
      const about = line.required.includes('division') ? { ...query, division: HOME } : query;
      const one = await walked.ask(line, walked.actor(rolesOf(line)[0] as Role, HOME), { query: about });
      expect([line.name, told(one)]).toEqual([line.name, 'ANSWERED']);
      const faults = await eachOf(line, town, async (role, _side, scope) => {
        const answer = await walked.ask(line, walked.actor(role, scope), { query: about });
        return unlike(JSON.stringify(plain(answer.body)), JSON.stringify(plain(one.body)));
      });
      expect(faults).toEqual([]);
    }
  }, 120_000);

  it('answers who speaks for a subject of that subject alone, wherever it is signed in', async () => {
    const reads = await walked.all('/personal-reads', walked.actor('SUPERVISOR', HOME));
    const subjectId = String(reads[0]?.['subjectId']);
    const own = reads.filter((read) => read['subjectId'] === subjectId).length;
    for (const line of linesOf('OWN_SUBJECT')) {
      const faults = await eachOf(line, town, async (role, _side, scope) => {
        const mine = await walked.all(line.path, walked.actor(role, scope, subjectId));
        const none = await walked.all(line.path, walked.actor(role, scope));
        const others = mine.filter((read) => read['subjectId'] !== subjectId).length;
        return unlike([mine.length, others, none.length].join(), [own, 0, 0].join());
      });
      expect(faults).toEqual([]);
    }
  });

  const send = (line: Walked, role: Role, scope: DivisionCode, subjectId?: string): Promise<Answer> => {
    const { body } = commandOf(line, named);
    const id = line.reach === 'AGGREGATE' ? { id: things.get(line.category)?.id ?? '' } : {};
    return walked.ask(line, walked.actor(role, scope, subjectId), { query: { ...id, dryRun: 'true' }, body });
  };
  const commands = () => [...linesOf('AGGREGATE', 'post'), ...linesOf('NAMED', 'post')];

  it('takes a command from the division of what it is about and those above, and from no other', async () => {
    const every: string[] = [];
    for (const line of commands()) {
      const { division } = commandOf(line, named);
      const faults = await eachOf(line, division, async (role, side, scope) => {
        const answer = told(await send(line, role, scope));
        if (SPEAKERS.includes(role)) return unlike(answer, '403 NOT_YOUR_SUBJECT');
        if (!REACHING.includes(side)) return unlike(answer, '403 OUT_OF_SCOPE');
        return /^(ANSWERED|409 )/.test(answer) ? [] : [`${answer} and not judged by its rule`];
      });
      every.push(...faults);
    }
    expect(every).toEqual([]);
  }, 120_000);

  it('takes a command of who speaks for a subject about that subject, wherever it is signed in', async () => {
    const spoken = commands().filter(({ roles }) => SPEAKERS.some((role) => roles.includes(role)));
    expect(spoken.length).toBeGreaterThan(10);
    for (const line of spoken) {
      const { division } = commandOf(line, named);
      const faults = await eachOf(line, division, async (role, _side, scope) => {
        if (!SPEAKERS.includes(role)) return [];
        const answer = told(await send(line, role, scope, subjectOf(line, role, named)));
        return /^(ANSWERED|409 )/.test(answer) ? [] : [`${answer} and not judged by its rule`];
      });
      expect(faults).toEqual([]);
    }
  });

  it('makes no package of evidence of a thing outside', async () => {
    const jobs = county.app.get<EvidenceJobs>(EVIDENCE_JOBS);
    const line = commands().find(({ name }) => name === 'RequestEvidencePackage') as Walked;
    const { id, division } = things.get('household') as Thing;
    const beside = walked.around(division as DivisionCode).find(([side]) => side === 'sibling');
    const who = walked.actor('SUPERVISOR', beside?.[1] as DivisionCode);
    const job = await walked.ask(line, who, { body: { kind: 'household', name: id, purpose: '核查' } });
    await jobs.idle();
    expect((await jobs.find(job.body.id as string))?.state).toMatchObject({
      ...{ phase: 'FAILED', failure: { code: 'REFUSED' } },
    });
  });

  it('asks nobody for a role who signs in or reads what a problem means, and of the own account only who has signed in', async () => {
    const roleless = (['get', 'post'] as const).flatMap((method) => [
      ...linesOf('OWN_ACCOUNT', method),
      ...linesOf('PUBLIC', method),
    ]);
    expect(roleless.filter(({ path }) => !/^\/(sign-in|problems|seals)(\/|$)/.test(path))).toEqual([]);
    for (const { method, path, reach, name } of roleless.filter((line) => line.reach === 'OWN_ACCOUNT')) {
      const answer = await county.http[method](path.replace('{id}', derivedId('nobody'))).send();
      expect([name, reach, answer.status]).toEqual([name, reach, 401]);
    }
  });

  it('has been walked to the last line', () => {
    expect(walked.lines.map(({ name }) => name).filter((name) => !visited.has(name))).toEqual([]);
  });

  it('asks nothing of the read models that no index answers, by whatever a list is narrowed', async () => {
    const lists = walked.lines.filter(
      ({ method, parameters }) => method === 'get' && parameters.includes('cursor'),
    );
    for (const line of lists) {
      const who = walked.actor(traceless(line), HOME);
      const query = { ...(await usually(walked, line, town)), limit: '2' };
      const { body } = await walked.ask(line, who, { query });
      const [row = {}] = (body.items ?? []) as readonly Readonly<Record<string, unknown>>[];
      const narrowing = line.parameters.flatMap((name) =>
        ['string', 'number', 'boolean'].includes(typeof row[name])
          ? [[name, String(row[name])] as const]
          : [],
      );
      const all = Object.fromEntries(narrowing);
      for (const more of [
        ...narrowing.map(([name, value]) => ({ [name]: value })),
        all,
        { cursor: body.next ?? '' },
      ])
        await walked.ask(line, who, { query: { ...query, ...more } });
    }
    expect(views.kinds).toBeGreaterThan(100);
    expect(await views.withoutIndex()).toEqual([]);
  }, 120_000);
});
