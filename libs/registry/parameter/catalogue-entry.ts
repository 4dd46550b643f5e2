import type { Json } from '@kernel/json';
import type { ValueKind } from './value-kind';

/** What a key means, which values it takes, and the value the set-up form offers (never applied by itself; null: none). */
export interface CatalogueEntry extends ValueKind {
  readonly title: string;
  readonly unit: string;
  readonly offered: Json;
}
