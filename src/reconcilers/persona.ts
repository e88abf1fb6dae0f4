import type { Kind } from "../model/kind.ts";
import { resourceOf } from "./fields.ts";

/** Someone who leads, works or approves, and the logins that speak for them. */
export const persona: Kind = {
  name: "Persona",
  segment: "persona",
  ignoresCase: true,
  rank: 1,
  isAuthority: true,
  fileOf: () => "state/personas.yaml",
  expand: (document) => [resourceOf(document, { segment: "persona" })],
};
