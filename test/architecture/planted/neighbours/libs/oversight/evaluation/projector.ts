import { put } from '@projection/projector';
import { START } from '@event-store/event-store';
import type { Write } from '@read-store/read-store';
export const project = (): (Write | string)[] => [put, START];
