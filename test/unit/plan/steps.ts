import type { Fields } from "../../../src/model/resource.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { declared, planOf, row, settled } from "./world.ts";

type State = { readonly [address: string]: Fields };

function kindOf(address: string): "Phase" | "Task" {
  return address.startsWith("phase/") ? "Phase" : "Task";
}

function nameOf(address: string): string {
  return address.slice(address.indexOf("/") + 1);
}

/** The plan that leads from one applied state to another; addresses the second leaves out stay as they are. */
export function move(from: State, to: State): Plan {
  const rows = Object.entries(from).map(([address, fields]) => row(kindOf(address), nameOf(address), fields));
  const documents = Object.entries({ ...from, ...to }).map(([address, fields]) =>
    declared(kindOf(address), nameOf(address), fields),
  );
  return planOf(documents, settled(...rows));
}

/** The closed gates of a plan: `V7-G003 phase/2`. */
export function codes({ gates }: Plan): string[] {
  return gates.map(({ code, address }) => `${code} ${address}`);
}
