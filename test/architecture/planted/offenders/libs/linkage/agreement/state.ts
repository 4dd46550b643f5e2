import type { AgreementEvent } from './events';
export type Agreement = AgreementEvent;
