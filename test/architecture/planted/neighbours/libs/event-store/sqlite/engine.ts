import type Database from 'better-sqlite3';
import { START } from '../event-store';
export type Engine = Database;
export const begin = START;
