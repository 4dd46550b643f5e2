import type { Door } from '@http/door';
export type Sign = Door;
