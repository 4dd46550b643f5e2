import { answer } from './controller';
import { project } from './projector';
import type { Households } from '@registry/household/queries';
export const evaluationModule = { answer, project, of: undefined as Households | undefined };
