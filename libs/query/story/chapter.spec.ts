import { describe, expect, it } from '@jest/globals';
import { replay } from '@command/replay';
import { handledGranary, VILLAGE } from '@command/story';
import { calendarDate } from '@kernel/calendar-date';
import { recorded } from '@testing/events';
import { chapterOf } from './chapter';
import { causedChanges, onlyIn } from './comparison';
import { soughtIn, type Sought } from './selection';
import { stepsOf } from './step';
import type { Wording } from './wording';

const stream = 'granary-0b6c35f2-5a0e-5d0b-9f0f-1f6c35f25a0e';
const titles: Readonly<Record<string, string>> = { tons: '吨数', scan: '扫描件', GrainStored: '入库' };
const wording: Wording = {
  event: (type) => titles[type] ?? type,
  policy: () => undefined,
  field: (name) => titles[name] ?? name,
  path: (parts) => parts.map((part) => titles[part] ?? String(part)).join('·'),
  value: (_field, value) => String(value),
  told: Object.entries,
};
const day = calendarDate;

/** Built by wang, filled by li in the name of wang; what zhao stored in February was recorded in April only. */
const events = recorded([
  {
    ...{ stream, type: 'GranaryBuilt', data: { village: VILLAGE, owners: ['wang'], keeper: {} } },
    ...{ effectiveDate: '2025-01-01', recordedAt: '2025-01-05T02:00:00.000Z' },
    metadata: { actor: 'wang', role: 'TOWN_INFORMANT' },
  },
  {
    ...{ stream, type: 'GrainStored', data: { tons: 3, scan: 'scan-7', decisionNo: null } },
    ...{ effectiveDate: '2025-03-01', recordedAt: '2025-03-02T02:00:00.000Z' },
    metadata: { actor: 'li', role: 'TOWN_INFORMANT', delegatedBy: 'wang', reason: '秋收' },
  },
  {
    ...{ stream, type: 'GrainStored', data: { tons: 5 } },
    ...{ effectiveDate: '2025-02-01', recordedAt: '2025-04-10T02:00:00.000Z' },
    metadata: {
      ...{ actor: 'zhao', role: 'VILLAGE_INFORMANT' },
      warnings: [{ code: 'GRANARY_NEARLY_FULL', params: { tons: 8 } }],
    },
  },
]);

const granary = handledGranary();
const steps = stepsOf(granary, events);
const chapters = steps.map((step) => chapterOf(step, null, wording));

describe('a chapter', () => {
  it('says what the event changed from what to what, value by value', () => {
    expect(chapters.map(({ changes }) => changes)).toMatchObject([
      [
        { path: '/village', from: null, to: VILLAGE },
        { path: '/owners/0', to: 'wang', title: 'owners·0' },
      ],
      [{ path: '/tons', from: 0, to: 3, title: '吨数', text: '吨数：0 → 3' }],
      [{ path: '/tons', from: 3, to: 8, text: '吨数：3 → 8' }],
    ]);
  });

  it('says who did it and in whose name, on which paper, and why', () => {
    expect(chapters[1]).toMatchObject({
      who: { actor: 'li', roleTitle: '镇级信息员', onBehalfOf: 'wang' },
      grounds: [{ path: '/scan', title: '扫描件', value: 'scan-7' }],
      sentence: '2025-03-01，镇级信息员li（代wang）：入库——吨数：3；扫描件：scan-7。缘由：秋收。',
    });
    expect(chapters[2]).toMatchObject({ who: { onBehalfOf: null }, grounds: [] });
  });

  it('says what was unusual, and told to whoever did it', () => {
    const text = '存粮 8 吨，将满';
    expect(chapters.map(({ warnings }) => warnings)).toEqual([
      ...[[], []],
      [{ code: 'GRANARY_NEARLY_FULL', params: { tons: 8 }, text }],
    ]);
    expect(chapters[2]?.sentence).toBe('2025-02-01，村级信息员zhao：入库——吨数：5。提示：存粮 8 吨，将满。');
  });
});

describe('the chapters sought', () => {
  const found = (sought: Sought) =>
    soughtIn(steps, sought, Object.keys(granary.aggregate.events)).map(({ event }) => event.revision);

  it.each([
    ['of everybody', {}, [0, 1, 2]],
    ['of a person, also where a deputy acted', { actor: 'wang' }, [0, 1]],
    ['of a kind', { kind: 'GrainStored' }, [1, 2]],
    ['of a period in which they are true', { from: day('2025-02-01'), to: day('2025-03-01') }, [1, 2]],
    ['of a period in which they were recorded', { from: day('2025-03-03'), day: 'RECORDED' }, [2]],
    ['from a revision on', { fromRevision: 1, actor: 'wang' }, [1]],
  ] as const)('%s', (_which, sought, revisions) => {
    expect(found(sought)).toEqual(revisions);
  });

  it('are refused where there can be none', () => {
    expect(() => found({ kind: 'GrainBurnt' })).toThrow('GrainBurnt');
    expect(() => found({ from: day('2025-02-02'), to: day('2025-02-01') })).toThrow('2025-02-02');
  });
});

describe('two moments of one history', () => {
  const compared = (from: Parameters<typeof replay>[2], to: Parameters<typeof replay>[2]) => {
    const [before, after] = [replay(granary, events, from), replay(granary, events, to)];
    if (before === null || after === null) throw new Error('nothing was known');
    const told = [
      ...onlyIn(stepsOf(granary, after.events), before),
      ...onlyIn(stepsOf(granary, before.events), after),
    ].map((step) => chapterOf(step, null, wording));
    return causedChanges([before.state, after.state], told, wording);
  };

  it('differ by what happened between them, with who did it', () => {
    expect(compared({ revision: 0 }, {})).toMatchObject([
      { path: '/tons', from: 0, to: 8, by: [{ revision: 1 }, { revision: 2, who: { actor: 'zhao' } }] },
    ]);
  });

  it('differ the other way round where the later one is named first', () => {
    expect(compared({}, { revision: 1 })).toMatchObject([{ from: 8, to: 3, by: [{ revision: 2 }] }]);
  });

  it('differ by what one counts and the other does not, whichever was recorded first', () => {
    expect(compared({ revision: 1 }, { asOf: day('2025-02-01') })).toMatchObject([
      { path: '/tons', from: 3, to: 5, by: [{ revision: 1 }, { revision: 2 }] },
    ]);
  });
});
