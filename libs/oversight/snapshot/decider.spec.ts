import { describe, expect, it } from '@jest/globals';
import { calendarDate } from '@kernel/calendar-date';
import { command, specify } from '@testing/decider';
import { handledSnapshot } from './aggregate';
import { AmendSnapshot, PublishSnapshot } from './commands';
import type { SnapshotEvent } from './events';
import { amended, BULLETIN, COUNTY, countyInformant, published, SNAPSHOT } from './story';

const today = calendarDate('2025-07-06');
const specification = specify<SnapshotEvent>(handledSnapshot, {
  ...{ id: SNAPSHOT, today, effectiveDate: today, undecided: [] },
});

const publishing = (more: Partial<PublishSnapshot> = {}) =>
  command(PublishSnapshot, {
    ...{ kind: 'COVERAGE', division: COUNTY, bulletinNo: BULLETIN },
    ...{ asOf: calendarDate('2025-06-30'), knownAt: calendarDate('2025-07-05'), ...more },
  });

describe('publishing a snapshot', () => {
  it('fixes the question and the day up to which knowledge counts', () => {
    specification.given().when(publishing()).then(published);
  });

  it('is refused while the day is not over', () => {
    specification
      .given()
      .when(publishing({ knownAt: today }))
      .thenRefused('SNAPSHOT_DAY_NOT_OVER');
  });

  it('is refused for a day later than what is known', () => {
    const asOf = calendarDate('2025-07-06');
    specification.given().when(publishing({ asOf })).thenRefused('SNAPSHOT_OF_LATER_DAY');
  });

  it('is refused where nobody had decided by then what its figures are reckoned with', () => {
    specification
      .given()
      .knowing({ undecided: ['coverage.mode'] })
      .when(publishing())
      .thenRefused('SNAPSHOT_NOT_COMPUTABLE');
  });

  it('of income is refused for a day that ends no quarter', () => {
    const asOf = calendarDate('2025-06-29');
    const asked = publishing({ kind: 'INCOME_GROWTH', asOf });
    specification.given().when(asked).thenRefused('SNAPSHOT_NOT_OF_QUARTER');
    specification
      .given()
      .when(publishing({ kind: 'INCOME_GROWTH' }))
      .then({ ...published, data: { ...published.data, kind: 'INCOME_GROWTH' } });
  });

  it('is refused for tomorrow', () => {
    const effectiveDate = calendarDate('2025-07-07');
    specification
      .given()
      .knowing({ effectiveDate })
      .when(publishing())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('is refused under a number that is taken, before anything else', () => {
    const asked = publishing({ knownAt: today });
    specification.given(published).when(asked).thenRefused('SNAPSHOT_EXISTS');
  });

  it('names all conditions that do not hold', () => {
    const day = calendarDate('2025-08-01');
    const asked = publishing({ kind: 'INCOME_GROWTH', asOf: calendarDate('2025-08-02'), knownAt: day });
    specification
      .given()
      .when(asked)
      .thenRefused('SNAPSHOT_DAY_NOT_OVER', 'SNAPSHOT_OF_LATER_DAY', 'SNAPSHOT_NOT_OF_QUARTER');
  });

  it('belongs to the division of the bulletin', () => {
    const { aggregate } = handledSnapshot;
    expect(aggregate.scope(specification.given(published).state())).toBe(COUNTY);
  });
});

describe('amending a snapshot', () => {
  const day = amended.data.on;
  const amending = specify<SnapshotEvent>(handledSnapshot, {
    ...{ id: SNAPSHOT, today: day, effectiveDate: day, actor: countyInformant, reason: '户报迟到' },
  });
  const { note, knownAt } = amended.data;
  const asked = (more: Partial<AmendSnapshot> = {}) => command(AmendSnapshot, { note, knownAt, ...more });

  it('adds a note with the day up to which knowledge counts for it (4.24)', () => {
    amending.given(published).when(asked()).then(amended);
  });

  it('may be done again, by no less than is known of it already', () => {
    const given = amending.given(published, amended);
    given.when(asked()).then(amended);
    given.when(asked({ knownAt: calendarDate('2025-08-09') })).thenRefused('AMENDMENT_KNOWS_LESS');
  });

  it('is refused by less than was known when it was published', () => {
    const less = asked({ knownAt: calendarDate('2025-07-04') });
    amending.given(published).when(less).thenRefused('AMENDMENT_KNOWS_LESS');
  });

  it('names all conditions that do not hold', () => {
    const effectiveDate = calendarDate('2025-07-05');
    amending
      .given(published)
      .knowing({ reason: null, effectiveDate })
      .when(asked({ knownAt: day }))
      .thenRefused('REASON_REQUIRED', 'BEFORE_LAST_CHANGE', 'SNAPSHOT_DAY_NOT_OVER');
  });

  it('is refused for tomorrow', () => {
    const effectiveDate = calendarDate('2025-08-12');
    amending
      .given(published)
      .knowing({ effectiveDate })
      .when(asked())
      .thenRefused('EFFECTIVE_DATE_IN_FUTURE');
  });

  it('leaves it to the division of the bulletin', () => {
    const { aggregate } = handledSnapshot;
    expect(aggregate.scope(specification.given(published, amended).state())).toBe(COUNTY);
  });
});
