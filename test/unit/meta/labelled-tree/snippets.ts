import type { Role } from "../../../../src/meta/signals/roles/role.ts";

/** Programs of one language by the role that they are written for; `none` are modules without one. */
export interface Snippets {
  readonly language: string;
  readonly ending: string;
  /** How a line is made a comment. */
  readonly comment: string;
  /** A text that stands for itself, with the words of the given line in it. */
  text(words: string): string;
  readonly programs: Readonly<Record<Role | "none", readonly string[]>>;
}
