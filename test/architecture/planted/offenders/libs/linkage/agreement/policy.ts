import './controller';
import type { Binding } from '@linkage/binding/state';
export type Bound = Binding;
