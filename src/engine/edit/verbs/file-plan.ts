import type { Document, DocumentEdit } from "../../../model/document.ts";
import { setField } from "../../../workspace/field-path.ts";
import { addOnce, type Given, said, saidAll, type VerbTable } from "./verb.ts";

export const filePlanVerbs: VerbTable = {
  segment: "fileplan",
  field: "workflowStatus",
  verbs: {
    assess: { to: "assessed", with: assessment },
    design: { to: "designed", with: (file, given) => named(file, given) },
    approve: {
      to: "approved",
      with: (file, given) => [
        setField("reviewStatus", "approved"),
        ...addOnce(file, "reviewedBy", saidAll(given, "as")),
      ],
    },
    implement: { to: "implementing", with: () => [setField("implementationStatus", "in_progress")] },
    test: {
      to: "testing",
      with: () => [setField("implementationStatus", "completed"), setField("testStatus", "in_progress")],
    },
    migrate: { to: "migrated", with: () => [setField("testStatus", "passed")] },
    retire: {
      to: "retired",
      with: (_, given, { now }) => [setField("retirementDate", said(given, "on") ?? now.toISOString().slice(0, 10))],
    },
  },
};

/** What is found out when a file is looked at: what it is to be called, what it uses, how much can go wrong. */
function assessment(file: Document, given: Given): DocumentEdit[] {
  const score = said(given, "score");
  return [
    ...named(file, given),
    ...addOnce(file, "databaseEnums", saidAll(given, "enum")),
    ...addOnce(file, "dependencies", saidAll(given, "depends-on")),
    ...(score === undefined ? [] : [setField("impactScore", Number(score))]),
  ];
}

function named(_: Document, given: Given): DocumentEdit[] {
  const name = said(given, "target-name");
  return name === undefined ? [] : [setField("targetName", name)];
}
