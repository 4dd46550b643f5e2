import { EMBEDDED, ON_EVENTSTOREDB } from '../engines/pairs';
import { rounds } from './rounds';

rounds({ pair: EMBEDDED, apis: 1, projectors: 0, rounds: 18 });
rounds({ pair: ON_EVENTSTOREDB, apis: 1, projectors: 0, rounds: 16 });
