import { compareSnapshots } from "../../nodes/snapshots/compare-snapshots.ts";
import { readSnapshot } from "../../nodes/snapshots/read-snapshot.ts";
import { renderMachineSnapshot, renderMachineSnapshotDiff } from "../../render/node-snapshot.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { face } from "./face.ts";
import { neededText, text } from "./parameters.ts";

const name = neededText("The snapshot's name.", { examples: ["Production Verified 2025-10-09"] });

/** What was known of machines at one moment. */
export const snapshotFaces = [
  face({
    name: "machine snapshot",
    summary: "A snapshot of the machines, as the document that it is",
    route: "/nodes/snapshots/:name",
    parameters: { name },
    command: "node snapshot",
    output: "node-snapshot",
    topics: ["facts"],
    answer: ({ workspace }, given) => readSnapshot(workspace, given),
    text: (output, clock) => renderMachineSnapshot(output, clock, plainScreen),
  }),
  face({
    name: "machine snapshot differences",
    summary: "How two snapshots of the machines differ, or one and what is known now",
    route: "/nodes/snapshots/:name/diff",
    parameters: { name, with: text("The later snapshot; absent: what is known now.") },
    list: { key: "changes", by: 100, most: 1_000, skips: false, sorts: true },
    command: "node snapshot",
    output: "node-snapshot-diff",
    topics: ["rows", "facts"],
    answer: ({ workspace }, given) => compareSnapshots(workspace, { from: given.name, to: given.with }),
    text: (output, clock) => renderMachineSnapshotDiff(output, clock, plainScreen),
  }),
];
