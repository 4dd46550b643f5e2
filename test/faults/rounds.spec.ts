import { EMBEDDED, ON_EVENTSTOREDB } from '../engines/pairs';
import { rounds } from './rounds';
import { STAGES } from './stages';

rounds({ ...STAGES.embedded, pair: EMBEDDED });
rounds({ ...STAGES.onEventStoreDb, pair: ON_EVENTSTOREDB });
