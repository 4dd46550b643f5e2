import type { ContextModule } from '@query/context-module';
import { handledDistribution } from './aggregate';
import { DistributionCommands, DistributionQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { dividendClock } from './policy';
import { dividendRegister } from './projector';
import { dividendAnswers } from './queries';

export const distributionModule: ContextModule = {
  name: 'distribution',
  handled: handledDistribution,
  lifecycle,
  projectors: [dividendRegister],
  policies: [dividendClock],
  answers: dividendAnswers,
  controllers: [DistributionCommands, DistributionQuestions],
};
