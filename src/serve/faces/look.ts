import { explainCode } from "../../engine/look/explain-code.ts";
import { tellVersion } from "../../engine/look/version.ts";
import { renderDoctor } from "../../render/doctor.ts";
import { renderExplainedCode } from "../../render/explain.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { examine } from "../../routines/doctor.ts";
import { face } from "./face.ts";
import { codeGist } from "./gists.ts";
import { neededText } from "./parameters.ts";

/** What v7 says of itself. */
export const lookFaces = [
  face({
    name: "explain",
    summary: "What a code means, and what to do about it",
    route: "/explain/:code",
    parameters: { code: neededText("A code as printed in brackets.", { pattern: "^[Vv]7-[A-Za-z][0-9]{3}$" }) },
    command: "explain",
    output: "explain-code",
    topics: [],
    tool: {
      name: "explain",
      description: "What a code such as V7-G002 means, why it matters and what a person does about it.",
      gist: codeGist,
    },
    answer: (_, { code }) => explainCode({ code }),
    text: (output) => renderExplainedCode(output, plainScreen),
  }),
  face({
    name: "system",
    summary: "Whether v7 itself is well",
    route: "/system",
    parameters: {},
    command: "doctor",
    output: "doctor",
    topics: ["rows", "documents", "runs", "index", "files"],
    answer: ({ workspace }) => examine(workspace),
    text: (output) => renderDoctor(output, plainScreen),
  }),
  face({
    name: "version",
    summary: "Which v7 this is",
    route: "/version",
    parameters: {},
    command: "version",
    output: "version",
    topics: [],
    answer: () => tellVersion(),
    text: (output) => `v7 ${output.version}`,
  }),
];
