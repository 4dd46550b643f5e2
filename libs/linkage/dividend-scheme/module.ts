import type { ContextModule } from '@query/context-module';
import { handledDividendScheme } from './aggregate';
import { DividendSchemeCommands, DividendSchemeQuestions } from './controller';
import { lifecycle } from './lifecycle';
import { dividendSchemeRegister } from './projector';
import { dividendSchemeAnswers } from './queries';

export const dividendSchemeModule: ContextModule = {
  name: 'dividend-scheme',
  handled: handledDividendScheme,
  lifecycle,
  projectors: [dividendSchemeRegister],
  answers: dividendSchemeAnswers,
  controllers: [DividendSchemeCommands, DividendSchemeQuestions],
};
