import Database from 'better-sqlite3';
import { START } from '../event-store';
export const open = [Database, START];
