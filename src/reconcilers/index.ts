import type { Kind, Registry } from "../model/kind.ts";
import { persona } from "./persona.ts";
import { phase } from "./phase.ts";
import { policy } from "./policy.ts";
import { task } from "./task.ts";

/** Every kind v7 reconciles. A new kind is one more line here. */
const kinds: readonly Kind[] = [persona, policy, phase, task];

/** The registry of kinds, in order of rank. */
export const registry: Registry = {
  kinds,
  byName: (name) => kinds.find((kind) => kind.name === name),
  bySegment: (segment) => kinds.find((kind) => kind.segment === segment),
};
