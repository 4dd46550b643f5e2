import { dispatch } from '@command/dispatcher';
export const terms = dispatch;
