import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { accept } from './acceptance';
import { LIMITS, type Expected, type NewEvent } from './event-store';

const event = (change: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'AgreementDrafted',
  data: { b: 1, a: '张三' },
  metadata: { actor: 'u1' },
  ...change,
});

const twice = event();

const wrong = (value: unknown): never => value as never;

describe('accepting an append', () => {
  it('keeps the JSON as it was sent and the canonical text of the same', () => {
    const { events } = accept('agreement-1', 'no-stream', [event()]);
    expect(events[0]).toMatchObject({ data: '{"b":1,"a":"张三"}', canonicalData: '{"a":"张三","b":1}' });
  });

  it.each([
    '',
    'agreement',
    '-1',
    'agreement-',
    'agreement-1 2',
    'agreement-\u0000',
    '$system-1',
    `a-${'x'.repeat(200)}`,
  ])('refuses the stream name %j', (stream) => {
    expect(() => accept(stream, 'any', [event()])).toThrow('stream name');
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53, 'none', undefined])('refuses the expectation %p', (expected) => {
    expect(() => accept('agreement-1', expected as Expected, [event()])).toThrow('expectation');
  });

  it.each<[string, readonly NewEvent[]]>([
    ['without events', []],
    ['more than', Array.from({ length: LIMITS.eventsPerAppend + 1 }, () => event())],
    ['twice', [twice, twice]],
    ['UUID', [event({ id: 'e1' })]],
    ['UUID', [event({ id: randomUUID().toUpperCase() })]],
    ['type', [event({ type: '' })]],
    ['type', [event({ type: '$mine' })]],
    ['data is no object', [event({ data: wrong([1]) })]],
    ['metadata is no object', [event({ metadata: wrong(null) })]],
    ['data.a is undefined', [event({ data: wrong({ a: undefined }) })]],
    ['metadata.hash belongs to', [event({ metadata: { hash: 'f00' } })]],
    ['bytes', [event({ data: { fill: 'x'.repeat(LIMITS.appendBytes) } })]],
    ['bytes', [event({ data: { fill: '名'.repeat(LIMITS.appendBytes / 3) } })]],
  ])('refuses it, and names the fault: %s', (fault, events) => {
    expect(() => accept('agreement-1', 'any', events)).toThrow(fault);
  });

  it('takes the largest number of events', () => {
    const events = Array.from({ length: LIMITS.eventsPerAppend }, () => event());
    expect(accept('agreement-1', 'any', events).events).toHaveLength(LIMITS.eventsPerAppend);
  });
});
