import { v5 } from 'uuid';
import type { Word } from './words';
export const id = (word: Word): string => v5(word, word);
