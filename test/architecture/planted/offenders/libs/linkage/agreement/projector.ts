import './queries';
import { Fenced } from '@read-store/read-store';
export const fenced = Fenced;
