import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Lifecycle, Step } from '@kernel/lifecycle';
import { modules, refusalTexts } from '@county/modules';
import type { RecordedEvent } from '@event-store/event-store';
import { Decisions } from './decisions';
import { deviations, stateCodes, statesNamed, type Tried } from './lifecycle-held';
import { reachedBy } from './reached';
import { Stage } from './scenario/stage';
import { tellScenario } from './scenario/tell';

const living = modules.flatMap(({ name, handled, lifecycle }) =>
  handled === undefined || lifecycle === undefined ? [] : [{ name, handled, lifecycle }],
);
const names = living.map(({ name }) => name);

describe('the table of states that each command is taken in', () => {
  const decisions = new Decisions();
  let stage: Stage;
  let log: readonly RecordedEvent[] = [];

  beforeAll(async () => {
    stage = await Stage.open(decisions.lookedOn);
    await tellScenario(stage.office);
    await stage.rotateLookUpKey();
    log = (await stage.events()).map(stage.county.upcast);
  }, 120_000);

  afterAll(() => stage.close());

  const tried = (module: string, change: (steps: Lifecycle['steps']) => Lifecycle['steps']): Tried => {
    const one = living.find(({ name }) => name === module);
    if (one === undefined) throw new Error(`${module} has no lifecycle`);
    const { handled, lifecycle } = one;
    return {
      lifecycle: { ...lifecycle, steps: change(lifecycle.steps) },
      handlings: handled.handlings,
      decided: decisions.of,
      reached: reachedBy(handled, lifecycle, { log, decisions }),
    };
  };

  it.each(names)('%s: holds for every command in every state', (module) => {
    const asItIs = tried(module, (steps) => steps);
    expect([...statesNamed(asItIs.lifecycle)].filter((state) => !asItIs.reached.has(state))).toEqual([]);
    expect(deviations(asItIs)).toEqual([]);
  });

  it.each(living)(
    '$name: names its own commands only, and codes that have a text',
    ({ handled, lifecycle }) => {
      const commands = handled.handlings.map(({ command }) => command.name);
      expect(Object.keys(lifecycle.steps).sort()).toEqual(commands.sort());
      expect([...stateCodes(lifecycle)].filter((code) => !(code in refusalTexts))).toEqual([]);
    },
  );

  const suspend: Step = { in: ['ACTIVE'], otherwise: 'BINDING_NOT_ACTIVE' };

  it.each<[string, Step, readonly string[]]>([
    [
      'takes it in one state more',
      { ...suspend, in: ['ACTIVE', 'SUSPENDED'] },
      ['SuspendBinding in SUSPENDED: not taken'],
    ],
    [
      'refuses with another code',
      { ...suspend, unless: { ENDED: 'BINDING_CLOSED' } },
      ['SuspendBinding in ENDED: not refused with BINDING_CLOSED'],
    ],
    [
      'lets it rest where it is refused',
      { ...suspend, idle: ['INTENT'] },
      ['SuspendBinding in INTENT: not idle'],
    ],
    [
      'refuses where it is taken',
      { ...suspend, in: [], otherwise: 'BINDING_NOT_ACTIVE' },
      ['SuspendBinding in ACTIVE: not refused with BINDING_NOT_ACTIVE'],
    ],
  ])('is found out where it %s', (_fault, step, found) => {
    const planted = tried('household-binding', (steps) => ({ ...steps, SuspendBinding: step }));
    expect(deviations(planted)).toEqual(found);
  });

  it('is found out where a rule does not ask it', () => {
    const asItIs = tried('household-binding', (steps) => steps);
    const suspended = [{ type: 'BindingSuspended', data: {} }];
    const handlings = asItIs.handlings.map((handling) =>
      handling.command.name === 'SuspendBinding' ? { ...handling, decide: () => suspended } : handling,
    );
    expect([...deviations({ ...asItIs, handlings })].sort()).toEqual(
      ['ENDED', 'INTENT', 'IN_REVIEW', 'PROPOSED', 'RETURNED', 'SUSPENDED', 'WITHDRAWN'].map(
        (state) => `SuspendBinding in ${state}: not refused with BINDING_NOT_ACTIVE`,
      ),
    );
  });

  it('is found out where a command is missing', () => {
    const planted = tried('household-binding', ({ SuspendBinding: _left, ...steps }) => steps);
    expect(deviations(planted)).toEqual(['SuspendBinding: not in the table']);
  });
});
