import type { Json } from "./json.ts";

/** One field on its three sides; a side is absent where the field is not declared, was never applied, or the row is gone. */
export interface FieldSides {
  readonly field: string;
  readonly declared?: Json;
  readonly applied?: Json;
  readonly live?: Json;
}
