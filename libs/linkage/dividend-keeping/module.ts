import type { ContextModule } from '@query/context-module';
import { dividendKeeper } from './policy';

export const dividendKeepingModule: ContextModule = {
  name: 'dividend-keeping',
  policies: [dividendKeeper],
};
