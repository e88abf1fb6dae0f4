import { stepsOf } from "../model/address.ts";
import type { Kind, Kinds } from "../model/kind.ts";
import { documentSet } from "./document-set.ts";
import { enumPlan } from "./enum-plan.ts";
import { filePlan } from "./file-plan.ts";
import { impact } from "./impact.ts";
import { layout } from "./layout.ts";
import { node, nodeInterface, nodeService } from "./node.ts";
import { persona } from "./persona.ts";
import { phase } from "./phase.ts";
import { policy } from "./policy.ts";
import { project } from "./project.ts";
import { replication } from "./replication.ts";
import { roleOverride } from "./role-override.ts";
import { sourceGroup } from "./source-group.ts";
import { task } from "./task.ts";
import { waiver } from "./waiver.ts";

/** Every kind v7 reconciles, in order of rank. A new kind is one more line here. */
const all: readonly Kind[] = [
  persona,
  policy,
  layout,
  node,
  nodeInterface,
  nodeService,
  replication,
  phase,
  task,
  enumPlan,
  impact,
  filePlan,
  project,
  roleOverride,
  sourceGroup,
  documentSet,
  waiver,
];

const byName: ReadonlyMap<string, Kind> = new Map(all.map((kind) => [kind.name, kind]));
const bySegment: ReadonlyMap<string, Kind> = new Map(
  all.filter(({ part }) => !part).map((kind) => [kind.segment, kind]),
);

/** The kinds, in order of rank. They are asked several times for every resource. */
export const kinds: Kinds = {
  all,
  byName: (name) => byName.get(name),
  bySegment: (segment) => bySegment.get(segment),
  ofAddress: (address) => {
    const [segment = "", , part] = stepsOf(address);
    return partOf(segment, part) ?? bySegment.get(segment);
  },
};

function partOf(segment: string, part: string | undefined): Kind | undefined {
  return all.find((kind) => kind.segment === segment && kind.part?.segment === part && part !== undefined);
}
