import fc from 'fast-check';
import { id } from './ids';
export const property = [fc, id];
