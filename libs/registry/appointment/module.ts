import type { ContextModule } from '@query/context-module';
import { handledAppointment } from './aggregate';
import { AppointmentCommands, AppointmentQuestions } from './controller';
import { appointmentKeeper } from './policy';
import { appointmentRegister } from './projector';
import { appointmentAnswers } from './queries';

export const appointmentModule: ContextModule = {
  name: 'appointment',
  handled: handledAppointment,
  projectors: [appointmentRegister],
  policies: [appointmentKeeper],
  answers: appointmentAnswers,
  controllers: [AppointmentCommands, AppointmentQuestions],
};
