import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { divisionCode } from '@kernel/division-code';
import { command, specify } from '@testing/decider';
import { Desk } from '@testing/desk';
import { handledEntity } from './aggregate';
import { MergeDuplicateEntity } from './commands';
import type { EntityEvent } from './events';
import type { MergingFacts } from './merging';
import {
  active,
  AGREEMENT as OTHER,
  COOP,
  deregistered,
  known,
  registered,
  revoked,
  somebody,
  suspended,
  VILLAGE,
} from './story';
import type { EntityPhase } from './state';

const on = calendarDate('2025-03-01');
const asked = (into = OTHER) => command(MergeDuplicateEntity, { into, registryDocument: '查重核实表 1' });
const merged: readonly EntityEvent[] = [
  { type: 'EntityMerged', data: { into: OTHER, evaluatedThrough: null, on } },
  { type: 'EntityDeregistered', data: { registryDocument: '查重核实表 1', on } },
];
const survivor = (more: Partial<MergingFacts['survivor']> = {}): MergingFacts['survivor'] => ({
  ...{ phase: 'ACTIVE', kind: 'COOPERATIVE', villageCode: VILLAGE },
  ...more,
});
const entity = specify<EntityEvent>(handledEntity, {
  ...{ ...known, actor: somebody('COUNTY_INFORMANT'), reason: '同一主体登记两次' },
  survivor: survivor(),
});

describe('merging an entity that stands in the register twice', () => {
  it('strikes the duplicate off and says which one stays', () =>
    entity
      .given(registered())
      .when(asked())
      .then(...merged));

  it('says for which years it was evaluated: the other answers for those after them', () => {
    const unfinished = { ...known.unfinished, evaluatedThrough: 2024 };
    const [first] = entity.given(registered()).knowing({ unfinished }).when(asked()).events();
    expect(first).toEqual({ type: 'EntityMerged', data: { into: OTHER, evaluatedThrough: 2024, on } });
  });

  it('has a reason', () =>
    entity.given(registered()).knowing({ reason: null }).when(asked()).thenRefused('REASON_REQUIRED'));

  it('needs another one, in the register of the same county', () => {
    const given = entity.given(registered());
    given.when(asked(COOP)).thenRefused('ENTITY_MERGED_INTO_ITSELF');
    given
      .knowing({ survivor: survivor({ phase: 'DEREGISTERED' }) })
      .when(asked())
      .thenRefused('ENTITY_TO_STAY_NOT_REGISTERED');
    given
      .knowing({ survivor: survivor({ phase: 'REVOKED', villageCode: divisionCode('530402100201') }) })
      .when(asked())
      .thenRefused('ENTITY_TO_STAY_NOT_REGISTERED', 'ENTITY_TO_STAY_ELSEWHERE');
  });

  it('needs one that may have its households, where it may have any itself (R42)', () => {
    const into = (phase: EntityPhase, ...before: readonly EntityEvent[]) =>
      entity
        .given(...before)
        .knowing({ survivor: survivor({ phase }) })
        .when(asked());
    into('PRELIM_REVIEWED', ...active).thenRefused('ENTITY_TO_STAY_NOT_ADMITTED');
    into('SUSPENDED', ...active).thenRefused('ENTITY_TO_STAY_NOT_ADMITTED');
    into('CANDIDATE', ...active, suspended).thenRefused('ENTITY_TO_STAY_NOT_ADMITTED');
    into('ACTIVE', ...active).then(...merged);
    into('SUSPENDED', ...active, suspended).then(...merged);
    into('CANDIDATE', registered()).then(...merged);
  });

  it('needs another one of the same kind', () =>
    entity
      .given(registered())
      .knowing({ survivor: survivor({ kind: 'FAMILY_FARM' }) })
      .when(asked())
      .thenRefused('ENTITY_TO_STAY_OF_OTHER_KIND'));

  it('frees nobody from a revocation (R18), and happens once', () => {
    entity.given(registered(), revoked).when(asked()).thenRefused('ENTITY_NOT_IN_PHASE');
    entity.given(registered(), deregistered).when(asked()).thenRefused('ENTITY_NOT_IN_PHASE');
    entity
      .given(registered(), ...merged)
      .when(asked())
      .thenRefused('ENTITY_NOT_IN_PHASE');
  });
});

describe('merging on the real write path', () => {
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk([handledEntity], Date.parse('2025-03-05T04:00:00.000Z'));
  });
  afterEach(() => desk.close());

  it('looks at the one that stays in the register itself', async () => {
    const stands = (id: string) => ({
      ...{ stream: `entity-${id}`, type: 'EntityRegistered' },
      data: { ...registered({ entityId: id }).data } as never,
    });
    await desk.happened(stands(COOP));
    const send = () => desk.send(asked(), somebody('COUNTY_INFORMANT'), { id: COOP, reason: '登记两次' });
    await expect(send()).rejects.toThrow('ENTITY_UNKNOWN');
    await desk.happened(stands(OTHER));
    expect((await send()).events).toMatchObject([{ type: 'EntityMerged' }, { type: 'EntityDeregistered' }]);
  });
});
