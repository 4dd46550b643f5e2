import '@nestjs/common';
import './facts';
import type { Household } from '@registry/household/state';
export type Known = Household;
