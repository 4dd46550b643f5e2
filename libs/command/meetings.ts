import { recordedDate, type CalendarDate } from '@kernel/calendar-date';
import type { Aggregate } from '@kernel/decider';
import { within } from '@kernel/division-code';
import { derivedId } from '@kernel/ids';
import { MEETING_CATEGORY, meetingEvents, type Meeting, type MeetingEvent } from '@kernel/meeting';
import { streamName, type EventStore, type Metadata } from '@event-store/event-store';
import { newEvent } from '@event-store/new-event';

/** One stream for each person and day. */
export const meetingsId = (user: string, day: CalendarDate): string => derivedId('meetings', user, day);

/** How many holders outside the own division somebody met on a day. */
export const meetings: Aggregate<{ readonly elsewhere: number }, MeetingEvent> = {
  category: MEETING_CATEGORY,
  initial: { elsewhere: 0 },
  evolve: ({ elsewhere }, { data: { holderDivision, division } }) => ({
    elsewhere: within(holderDivision, division) ? elsewhere : elsewhere + 1,
  }),
  events: meetingEvents,
  scope: () => null,
};

/** Once for each request, however often it is repeated on a day. */
export const recordMeeting = async (store: EventStore, met: Meeting, metadata: Metadata): Promise<void> => {
  const [metBy = '', commandId = '', recordedAt = ''] = ['actor', 'commandId', 'recordedAt'].map(
    (key) => metadata[key] as string,
  );
  const day = recordedDate(recordedAt);
  const stream = streamName(MEETING_CATEGORY, meetingsId(metBy, day));
  const id = derivedId('meeting', commandId, met.holder);
  if ((await store.readStream(stream)).some((event) => event.id === id)) return;
  const data = { ...met, division: metadata['division'] as string, metBy };
  const schemaVersion = meetingEvents.HolderMet;
  const event = newEvent({ id, type: 'HolderMet', data, metadata: { ...metadata, schemaVersion } });
  await store.append(stream, 'any', [event]);
};
