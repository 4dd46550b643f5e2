import { commandsAt, questionsAt } from '@http/controllers';
import { handledPersonalRead } from './aggregate';
import { LookUpHousehold, ReadPersonalData } from './commands';
import { OwnPersonalReads, PersonalReadList, ReaderDays } from './queries';

const TAG = '个人信息查阅 PersonalReads';

export const PersonalReadCommands = commandsAt('personal-reads', TAG, handledPersonalRead, [
  [ReadPersonalData, ''],
  [LookUpHousehold, 'look-ups'],
]);

export const PersonalReadQuestions = questionsAt('personal-reads', TAG, [
  [PersonalReadList, ''],
  [OwnPersonalReads, 'own'],
  [ReaderDays, 'readers'],
]);
