import '../../apps/api/src/main';
import 'better-sqlite3';
import '@county/modules';
export type Door = string;
