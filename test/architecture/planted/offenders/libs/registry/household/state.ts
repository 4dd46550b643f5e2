import type { Binding } from '../../linkage/binding/events';
export type Household = Binding;
