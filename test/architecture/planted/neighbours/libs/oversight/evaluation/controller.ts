import { Controller } from '@nestjs/common';
import type { Households } from '@registry/household/queries';
import type { Evaluations } from './queries';
export const answer = (of: Households | Evaluations) => [Controller, of];
