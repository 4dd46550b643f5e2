import { EMBEDDED, ON_EVENTSTOREDB } from '../engines/pairs';
import { journey } from './journey';

journey(EMBEDDED);
journey(ON_EVENTSTOREDB);
