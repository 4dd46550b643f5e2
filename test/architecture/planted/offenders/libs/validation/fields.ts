import type { Door } from '@http/door';
export type Field = Door;
