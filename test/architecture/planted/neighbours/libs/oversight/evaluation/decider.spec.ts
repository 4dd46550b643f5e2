import { given } from '@testing/decider';
import { registered } from '@registry/household/story';
import { decide } from './decider';
export const spec = [given, registered, decide];
