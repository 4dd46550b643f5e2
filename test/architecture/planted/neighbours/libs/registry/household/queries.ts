import type { Write } from '@read-store/read-store';
export type Households = Write;
