import { IsWord } from '@validation/fields';
import { IsInt } from 'class-validator';
export const Register = [IsWord, IsInt];
