import type { Word } from '@kernel/words';
export const START: Word = '';
