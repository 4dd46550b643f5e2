import type { Views } from '../answering';
import type { Wording } from './wording';

/** Tells something with those whom it names called by what people know them by, as far as the viewer may see them. */
export type Naming = <T>(tell: (wording: Wording) => T, views: Views) => Promise<T>;
