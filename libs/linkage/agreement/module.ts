import type { ContextModule } from '@query/context-module';
import { handledAgreement } from './aggregate';
import { AgreementCommands, AgreementQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { agreementClock } from './policy';
import { agreementRegister } from './projector';
import { agreementAnswers } from './queries';

export const agreementModule: ContextModule = {
  name: 'agreement',
  handled: handledAgreement,
  lifecycle,
  projectors: [agreementRegister],
  policies: [agreementClock],
  answers: agreementAnswers,
  controllers: [AgreementCommands, AgreementQuestions],
};
