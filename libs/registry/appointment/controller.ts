import { commandsAt, questionsAt } from '@http/controllers';
import { handledAppointment } from './aggregate';
import {
  AppointOfficer,
  EndDelegation,
  EndLeave,
  GrantDelegation,
  GrantLeave,
  HandOverPost,
  RelieveOfficer,
} from './commands';
import { AppointmentEntry, AppointmentList, VacantPosts } from './queries';

const TAG = '岗位任职 Appointments';

export const AppointmentCommands = commandsAt('appointments', TAG, handledAppointment, [
  [AppointOfficer, ''],
  [HandOverPost, ':id/hand-over'],
  [RelieveOfficer, ':id/relieve'],
  [GrantLeave, ':id/grant-leave'],
  [EndLeave, ':id/end-leave'],
  [GrantDelegation, ':id/grant-delegation'],
  [EndDelegation, ':id/end-delegation'],
]);

export const AppointmentQuestions = questionsAt('appointments', TAG, [
  [AppointmentList, ''],
  [VacantPosts, 'vacant'],
  [AppointmentEntry, ':id'],
]);
