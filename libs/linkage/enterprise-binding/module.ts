import type { ContextModule } from '@query/context-module';
import { handledEnterpriseBinding } from './aggregate';
import { EnterpriseBindingCommands, EnterpriseBindingQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { enterpriseBindingKeeper } from './policy';
import { enterpriseBindingLedger } from './projector';
import { enterpriseBindingAnswers } from './queries';

export const enterpriseBindingModule: ContextModule = {
  name: 'enterprise-binding',
  handled: handledEnterpriseBinding,
  lifecycle,
  projectors: [enterpriseBindingLedger],
  policies: [enterpriseBindingKeeper],
  answers: enterpriseBindingAnswers,
  controllers: [EnterpriseBindingCommands, EnterpriseBindingQuestions],
};
