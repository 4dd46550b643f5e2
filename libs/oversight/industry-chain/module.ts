import type { ContextModule } from '@query/context-module';
import { IndustryChainQuestions } from './controller';
import { industryChainAnswers } from './queries';

export const industryChainModule: ContextModule = {
  name: 'industry-chain',
  answers: industryChainAnswers,
  controllers: [IndustryChainQuestions],
};
