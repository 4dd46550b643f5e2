import 'node:crypto';
export type Sealed = string;
