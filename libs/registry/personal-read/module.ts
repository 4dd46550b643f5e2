import type { ContextModule } from '@query/context-module';
import { handledPersonalRead } from './aggregate';
import { PersonalReadCommands, PersonalReadQuestions } from './controller';
import { personalReads } from './projector';
import { personalReadAnswers, personalReadDisclosure } from './queries';

export const personalReadModule: ContextModule = {
  name: 'personal-read',
  handled: handledPersonalRead,
  projectors: [personalReads],
  answers: personalReadAnswers,
  disclosures: [personalReadDisclosure],
  controllers: [PersonalReadCommands, PersonalReadQuestions],
};
