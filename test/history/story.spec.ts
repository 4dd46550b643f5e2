import { describe, expect, it } from '@jest/globals';
import { currentEvents, eventVersions } from '@county/county';
import { aggregates, policies } from '@county/modules';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import { schemaOf } from '@http/schema';
import { stepsOf } from '@query/story/step';
import { sentenceOf } from '@query/story/sentence';
import { EVENT_TITLES, fieldTitle, policyTitle, wordTitle } from '@oversight/audit/titles';
import { wordingWith } from '@oversight/audit/wording';
import { parameterTitle } from '@registry/parameter/queries';
import { allGolden } from './golden-files';

const versions = eventVersions();
const upcast = currentEvents();
const golden = allGolden().map((stream) => stream.map(upcast));
const wording = wordingWith(parameterTitle);

const WORD = /^[A-Z][A-Z_\d]+$/;

/** Every field and every text in a value, with the field it stands in. */
const walk = (value: unknown, field: string, seen: (field: string, text: string | null) => void): void => {
  if (typeof value === 'string') seen(field, value);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const one of value) walk(one, field, seen);
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    seen(name, null);
    walk(part, name, seen);
  }
};

/** A key that is an id or a number of the record is itself; what looks like a name of the code needs one. */
const NAME = /^[A-Za-z][A-Za-z_.]*\d?$/;

const isNamed = (field: string): boolean =>
  !NAME.test(field) || fieldTitle(field) !== undefined || parameterTitle(field) !== undefined;

/** `[type, field or word]` of what nobody has named. */
const unnamedIn = (value: unknown): readonly string[] => {
  const unnamed = new Set<string>();
  walk(value, '', (field, text) => {
    if (text === null && !isNamed(field)) unnamed.add(field);
    if (text !== null && WORD.test(text) && wordTitle(field, text) === undefined)
      unnamed.add(`${field}=${text}`);
  });
  return [...unnamed];
};

const statesOf = (stream: readonly RecordedEvent[]) => {
  const category = categoryOf(stream[0]?.stream ?? '');
  const handled = aggregates.find(({ aggregate }) => aggregate.category === category);
  return handled === undefined ? [] : stepsOf(handled, stream).map(({ after }) => [category, after] as const);
};

describe('the words of a story', () => {
  it('name every event type there is, and no other', () => {
    expect(Object.keys(EVENT_TITLES).sort()).toEqual(Object.keys(versions).sort());
    for (const title of Object.values(EVENT_TITLES)) expect(title).toMatch(/^[\p{Script=Han}]+$/u);
    expect(new Set(Object.values(EVENT_TITLES)).size).toBe(Object.keys(EVENT_TITLES).length);
  });

  it('name every field and every word of every golden event', () => {
    const unnamed = golden
      .flat()
      .flatMap(({ type, data }) => unnamedIn(data).map((what) => `${type} ${what}`));
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('name every field and every word of every state that golden events lead to', () => {
    const unnamed = golden
      .flatMap(statesOf)
      .flatMap(([category, state]) => unnamedIn(state).map((what) => `${category} ${what}`));
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('name every word that a command may say', () => {
    const [unnamed, named] = [new Set<string>(), new Set<string>()];
    const say = (field: string, word: unknown): void => {
      if (typeof word !== 'string' || !WORD.test(word)) return;
      (wordTitle(field, word) === undefined ? unnamed : named).add(`${field}=${word}`);
    };
    const look = (schema: unknown, field: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const {
        enum: words = [],
        properties = {},
        ...more
      } = schema as { enum?: unknown[]; properties?: object };
      for (const word of words) say(field, word);
      for (const [name, part] of Object.entries(properties)) look(part, name);
      for (const part of Object.values(more)) look(part, field);
    };
    const commands = aggregates.flatMap(({ handlings }) => handlings.map(({ command }) => command));
    expect(commands.length).toBeGreaterThan(100);
    for (const command of commands) look(schemaOf(command), '');
    expect([[...unnamed], named.size > 150]).toEqual([[], true]);
  });

  it('name every rule that acts by itself', () => {
    expect(policies.filter(({ name }) => policyTitle(name) === undefined)).toEqual([]);
  });

  it('make one sentence of every golden event, with its day, its title and no field left raw', () => {
    for (const event of golden.flat()) {
      const sentence = sentenceOf(event, wording);
      const fields = Object.keys(event.data).filter((field) => sentence.includes(`${field}：`));
      expect([event.type, fields]).toEqual([event.type, []]);
      expect(sentence).toContain(wording.event(event.type));
      expect(sentence).toMatch(/^\d{4}-\d{2}-\d{2}，.+。$/su);
      expect(sentence).not.toMatch(/undefined|\[object|v1\.[\w-]{8}|[\da-f]{8}-[\da-f]{4}-/);
    }
  });
});
