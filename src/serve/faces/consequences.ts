import { listEnumDeeds } from "../../engine/look/enum-deeds.ts";
import { listEnums } from "../../engine/look/enums.ts";
import { fileSteps, listFilePlans } from "../../engine/look/file-plans.ts";
import { listImpacts } from "../../engine/look/impacts.ts";
import { risks } from "../../engine/look/risk.ts";
import { showResource } from "../../engine/look/show.ts";
import { enumAddress } from "../../model/enum-name.ts";
import { renderEnumDeeds } from "../../render/enum-deed.ts";
import { renderEnums } from "../../render/enums.ts";
import { renderFilePlans } from "../../render/file-plans.ts";
import { renderImpacts } from "../../render/impacts.ts";
import { renderShow } from "../../render/show.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { face } from "./face.ts";
import { choice, neededText, number, text } from "./parameters.ts";

const phase = text("Only this phase's.", { examples: ["1"] });

/** What changes mean elsewhere, and what becomes of enums. */
export const consequenceFaces = [
  face({
    name: "impacts",
    summary: "What changes mean elsewhere, what is high and unanswered first",
    route: "/impacts",
    parameters: {
      risk: choice("Only those of this risk.", risks),
      status: choice("Only those with this answer.", ["pending", "approved", "rejected"] as const),
      type: choice("Only those of this sort of change.", ["enum", "file", "api", "schema"] as const),
      workflow: text("Only those that this workflow feels.", { examples: ["WF4"] }),
      layer: number("Only those that this layer feels."),
      phase,
    },
    list: { key: "impacts", by: 100, most: 1_000, skips: false, sorts: true },
    command: "impact list",
    output: "impact-list",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }, given) => listImpacts(workspace, given),
    text: (output) => renderImpacts(output, plainScreen),
  }),
  face({
    name: "fileplans",
    summary: "What becomes of files, what is least far and weighs most first",
    route: "/fileplans",
    parameters: {
      status: choice("Only those that are this far.", fileSteps),
      impact: number("Only those of this impact score, or a higher one."),
      phase,
    },
    list: { key: "fileplans", by: 100, most: 1_000, skips: false, sorts: true },
    command: "fileplan list",
    output: "fileplan-list",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }, given) => listFilePlans(workspace, given),
    text: (output) => renderFilePlans(output, plainScreen),
  }),
  face({
    name: "enums",
    summary: "Enums, and what is to become of them",
    route: "/enums",
    parameters: {
      status: choice("Only those of this status.", [
        "proposed",
        "approved",
        "implemented",
        "validated",
        "retired",
        "rolled_back",
      ] as const),
      risk: choice("Only those of this risk.", risks),
      target: text("Only those of this database of v7.yaml."),
      phase,
    },
    list: { key: "enums", by: 100, most: 1_000, skips: false, sorts: true },
    command: "enum list",
    output: "enum-list",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }, given) => listEnums(workspace, given),
    text: (output) => renderEnums(output, plainScreen),
  }),
  face({
    name: "enum",
    summary: "An enum's plan as declared, as applied and as its row stands",
    route: "/enums/:name",
    parameters: { name: neededText("The enum's present name.") },
    command: "show",
    output: "show",
    topics: ["rows", "documents", "applies"],
    answer: ({ workspace }, { name }) => showResource(workspace, { address: enumAddress(name) }),
    text: (output) => renderShow(output, plainScreen),
  }),
  face({
    name: "enum_deeds",
    summary: "What was done to enums of targets, as v7 remembers it",
    route: "/enum-deeds",
    parameters: {
      name: text("Only those of this enum."),
      target: text("Only those on this database of v7.yaml."),
    },
    list: { key: "deeds", by: 100, most: 1_000, skips: false, sorts: false },
    command: "enum deeds",
    output: "enum-deeds",
    topics: ["applies"],
    answer: ({ workspace }, given) => listEnumDeeds(workspace, given),
    text: (output) => renderEnumDeeds(output, plainScreen),
  }),
];
