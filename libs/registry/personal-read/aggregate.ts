import { READING_WATCHERS } from '@kernel/actor';
import { handled, type Handled } from '@command/handling';
import { LookUpHousehold, ReadPersonalData } from './commands';
import { lookUp, read } from './decider';
import { lookUpFacts, readFacts } from './facts';
import { personalReadRefusals } from './refusals';
import { personalRead, personalReadId } from './state';

export const handledPersonalRead: Handled = {
  readBy: READING_WATCHERS,
  ...handled(personalRead, personalReadRefusals, (handle) => [
    handle({
      command: ReadPersonalData,
      decide: read,
      creates: (_command, commandId) => personalReadId(commandId),
      scope: (_command, { villageCode }) => villageCode,
      facts: readFacts,
      subjects: ({ subjectId, householdId = subjectId }) => [householdId],
    }),
    handle({
      command: LookUpHousehold,
      decide: lookUp,
      creates: (_command, commandId) => personalReadId(commandId),
      place: ({ division }) => division,
      facts: lookUpFacts,
      onRecord: true,
    }),
  ]),
};
