import { bindings } from '../binding/controller';
export const joined = bindings;
