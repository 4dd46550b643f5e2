import { IsString } from 'class-validator';
import type { Word } from '@kernel/words';
export const IsWord = (word: Word) => [IsString, word];
