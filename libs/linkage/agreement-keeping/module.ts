import type { ContextModule } from '@query/context-module';
import { agreementKeeper } from './policy';

export const agreementKeepingModule: ContextModule = {
  name: 'agreement-keeping',
  policies: [agreementKeeper],
};
