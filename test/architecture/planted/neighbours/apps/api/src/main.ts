import { modules } from '@county/modules';
import { door } from './door';
export const main = [modules, door];
