import { describe, expect, it } from '@jest/globals';
import { PUBLIC_FIELDS } from '@county/evidence/public-fields';
import { eyesOf } from '@county/evidence/recipients';
import { eventVersions } from '@county/county';
import type { NewEvent, RecordedEvent } from '@event-store/event-store';
import type { Shown } from '@event-store/evidence/package-form';
import { SqliteEventStore } from '@event-store/sqlite/sqlite-event-store';
import { parameterId } from '@registry/parameter/state';
import { allGolden } from './golden-files';

const clock = { now: () => Date.parse('2026-03-31T01:00:00.000Z') };

/** An example of every event that was ever recorded. */
const golden = allGolden().flat();

const maskRules = (value: readonly string[]): NewEvent => ({
  ...{ id: '0b1f5f8e-5c1c-5d3b-9a53-6f0f0f8f2a01', type: 'PolicyParameterSet', metadata: {} },
  data: {
    ...{ entryId: 'e1', key: 'privacy.maskRules', scope: '530424000000', value, clause: null },
    ...{ effectiveFrom: '2024-01-01', effectiveTo: null, sourceDocument: '公示办法', approvedBy: '县' },
  },
});

const eyes = async (recipient: 'AUDITOR' | 'SUPERVISOR' | 'PUBLIC', rules?: readonly string[]) => {
  const store = SqliteEventStore.open(':memory:');
  if (rules !== undefined)
    await store.append(`parameter-${parameterId('privacy.maskRules')}`, 'no-stream', [maskRules(rules)]);
  const { event } = await eyesOf({ store, clock, upcast: (one) => one }, recipient);
  await store.close();
  return event;
};

const textOf = (shown: Shown): string => (shown.as === 'MASKED' ? JSON.stringify(shown.content) : '');

const SEALED = /v1(?:\.[\w-]+){4}/;

describe('what a recipient of a package sees of every event there is', () => {
  it('is, for an auditor, the event as it is stored', async () => {
    const seen = await eyes('AUDITOR');
    expect(new Set(golden.map((event) => seen(event).as))).toEqual(new Set(['WHOLE']));
  });

  it('is, for a supervisor, nothing that is sealed, by which a person is found or from where one signs in', async () => {
    const seen = await eyes('SUPERVISOR');
    for (const event of golden) {
      const shown = seen(event);
      const text = shown.as === 'WHOLE' ? JSON.stringify(event.data) : textOf(shown);
      expect([event.type, text === '']).toEqual([event.type, event.type === 'KeyClaimed']);
      expect(text).not.toMatch(SEALED);
      expect(text).not.toMatch(/"(?:\w+Fingerprint|lookUpKey|address|riskFactors|reasonIfNot)":"(?!\*\*\*")/);
      expect(text).not.toMatch(/"addresses":\[/);
    }
  });

  it('follows what the place of the event decided to mask', async () => {
    const identified = golden.find(({ type }) => type === 'MonitoringIdentified') as RecordedEvent;
    expect((await eyes('SUPERVISOR'))(identified)).toMatchObject({
      ...{ as: 'MASKED', isPlaced: true },
      content: { data: { ...identified.data, riskFactors: '***' } },
    });
    expect((await eyes('SUPERVISOR', ['DOCUMENT_NO', 'HEALTH']))(identified).as).toBe('MASKED');
    expect((await eyes('SUPERVISOR', ['DOCUMENT_NO']))(identified).as).toBe('WHOLE');
    const elsewhere = { ...identified, metadata: { ...identified.metadata, division: '520000000000' } };
    expect((await eyes('SUPERVISOR', ['DOCUMENT_NO']))(elsewhere).as).toBe('MASKED');
  });

  it('is, for the public, what the table of public fields names, and nothing of who recorded it', async () => {
    const seen = await eyes('PUBLIC', []);
    for (const event of golden) {
      const shown = seen(event);
      const fields = PUBLIC_FIELDS[event.type];
      expect([event.type, shown.as]).toEqual([event.type, fields === undefined ? 'WITHHELD' : 'MASKED']);
      if (shown.as !== 'MASKED') continue;
      expect(Object.keys(shown.content.data).filter((field) => !fields?.includes(field))).toEqual([]);
      expect(Object.keys(shown.content.metadata)).toEqual(['effectiveDate']);
      expect([shown.isPlaced, SEALED.test(textOf(shown))]).toEqual([false, false]);
    }
  });

  it('is, for the public, of no household, reading, account or post', async () => {
    const seen = await eyes('PUBLIC', []);
    const closed = /^(?:household|personalRead|auditRead|user|accessToken|appointment|erasure|claim)/;
    const shown = golden.filter(({ stream }) => closed.test(stream)).map((event) => seen(event).as);
    expect(shown.length).toBeGreaterThan(20);
    expect(new Set(shown)).toEqual(new Set(['WITHHELD']));
  });

  it('names in its table only events and fields that there are', () => {
    const versions = eventVersions();
    expect(Object.keys(PUBLIC_FIELDS).filter((type) => !Object.hasOwn(versions, type))).toEqual([]);
    for (const [type, fields] of Object.entries(PUBLIC_FIELDS)) {
      const known = golden.filter((event) => event.type === type).flatMap(({ data }) => Object.keys(data));
      expect([type, fields.filter((field) => !known.includes(field))]).toEqual([type, []]);
    }
  });
});
