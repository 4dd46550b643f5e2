import { EMBEDDED } from '../engines/pairs';
import { journey } from './journey';

journey(EMBEDDED);
