import type { JsonObject } from "../../model/json.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { World } from "../../model/world.ts";
import { policyInForce } from "../../plan/policy.ts";
import { usualWeights, type Weights } from "../actions/score.ts";
import type { WorkPlace } from "../actions/templates.ts";
import { type Thresholds, usualThresholds } from "../gaps/thresholds.ts";

/** What Policy says of gaps and actions; where it says nothing, what is usual. */
export interface MetaRules {
  readonly thresholds: Thresholds;
  readonly weights: Weights;
  readonly place: WorkPlace | null;
}

export function metaRules(kinds: Kinds, world: World): MetaRules {
  const { weights, ...thresholds } = policyInForce(kinds, world).meta;
  return {
    thresholds: withNumbers(usualThresholds, thresholds),
    weights: withNumbers(usualWeights, isJsonObject(weights) ? weights : {}),
    place: workPlace(world),
  };
}

function withNumbers<Numbers extends { readonly [key: string]: number } | Thresholds | Weights>(
  usual: Numbers,
  given: JsonObject,
): Numbers {
  const set = Object.entries(given).filter(([key, value]) => Object.hasOwn(usual, key) && typeof value === "number");
  return { ...usual, ...Object.fromEntries(set) };
}

/** The first phase that is not done, and the persona of the first task in it, else the first persona there is. */
function workPlace({ live, applied }: World): WorkPlace | null {
  const phases = [...live.values()].filter(({ kind, fields }) => kind === "Phase" && fields.status !== "completed");
  const [phase] = phases.map(({ name }) => name).toSorted((left, right) => Number(left) - Number(right));
  const tasks = [...live.values()].filter(({ kind, name }) => kind === "Task" && name.startsWith(`${phase}.`));
  const persona =
    tasks.map(({ fields }) => fields.responsiblePersona).find((one) => typeof one === "string") ??
    [...applied.keys()]
      .filter((address) => address.startsWith("persona/"))
      .toSorted()[0]
      ?.slice("persona/".length);
  return phase === undefined || typeof persona !== "string" ? null : { phase, persona };
}
