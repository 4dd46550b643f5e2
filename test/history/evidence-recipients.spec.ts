import { describe, expect, it } from '@jest/globals';
import { PUBLIC_FIELDS } from '@county/evidence/public-fields';
import { eyesOf, type Eyes } from '@county/evidence/recipients';
import { eventVersions } from '@county/county';
import { aggregates } from '@county/modules';
import { categoryOf, type RecordedEvent } from '@event-store/event-store';
import type { Shown } from '@event-store/evidence/package-form';
import { divisionCode } from '@kernel/division-code';
import type { Recipient } from '@kernel/evidence';
import { eventSeenBy } from '@query/story/one-aggregate';
import { allGolden } from './golden-files';

/** An example of every event that was ever recorded. */
const golden = allGolden().flat();

const eyes = (recipient: Recipient): Eyes['event'] => eyesOf(recipient).event;

const textOf = (shown: Shown): string => (shown.as === 'MASKED' ? JSON.stringify(shown.content) : '');

const SEALED = /v1(?:\.[\w-]+){4}/;

describe('what a recipient of a package sees of every event there is', () => {
  it('is, for an auditor, the event as it is stored', () => {
    const seen = eyes('AUDITOR');
    expect(new Set(golden.map((event) => seen(event).as))).toEqual(new Set(['WHOLE']));
  });

  it('is, for a supervisor, nothing that is sealed, by which a person is found or from where one signs in', () => {
    const seen = eyes('SUPERVISOR');
    for (const event of golden) {
      const shown = seen(event);
      const text = shown.as === 'WHOLE' ? JSON.stringify(event.data) : textOf(shown);
      expect([event.type, text === '']).toEqual([event.type, event.type === 'KeyClaimed']);
      expect(text).not.toMatch(SEALED);
      expect(text).not.toMatch(/"(?:\w+Fingerprint|lookUpKey|address|riskFactors|reasonIfNot)":"(?!\*\*\*")/);
      expect(text).not.toMatch(/"addresses":\[/);
    }
  });

  it('shows a supervisor of an event, place and all, what is not covered', () => {
    const identified = golden.find(({ type }) => type === 'MonitoringIdentified') as RecordedEvent;
    expect(eyes('SUPERVISOR')(identified)).toMatchObject({
      ...{ as: 'MASKED', isPlaced: true },
      content: { data: { ...identified.data, riskFactors: '***' } },
    });
  });

  it('covers for a supervisor all that a history covers for one', () => {
    const seen = eyes('SUPERVISOR');
    const boss = { user: 'boss', role: 'SUPERVISOR', scope: divisionCode('530424000000') } as const;
    const covered = golden.filter((event) => {
      const handled = aggregates.find(({ aggregate }) => aggregate.category === categoryOf(event.stream));
      const { data } = eventSeenBy(boss, handled ?? {})(event);
      const fields = Object.keys(data).filter((field) => data[field] === '***');
      const shown = seen(event);
      const told = shown.as === 'MASKED' ? shown.content.data : event.data;
      expect([event.type, fields.filter((field) => told[field] !== '***')]).toEqual([event.type, []]);
      return fields.length > 0;
    });
    expect(covered.length).toBeGreaterThan(3);
  });

  it('is, for the public, what the table of public fields names, and nothing of who recorded it', () => {
    const seen = eyes('PUBLIC');
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

  it('is, for the public, of no household, reading, account or post', () => {
    const seen = eyes('PUBLIC');
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
