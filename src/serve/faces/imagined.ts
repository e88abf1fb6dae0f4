import { whatIf } from "../../engine/plan/what-if.ts";
import { Failure } from "../../model/failure.ts";
import { renderWhatIf } from "../../render/what-if.ts";
import { plainScreen } from "../../render/type/screen.ts";
import { face } from "./face.ts";
import { whatIfGist } from "./gists.ts";
import { flag, neededText, text } from "./parameters.ts";

/** As long as a file of documents may be. */
const longestDocument = 256 * 1024;

/** What would be. No address can carry a document, so these are tools alone. */
export const imaginedFaces = [
  face({
    name: "what if",
    summary: "What an edit of a document would come to",
    parameters: {
      file: neededText("The file, from the repository's root.", { examples: ["state/tasks/1.2.yaml"] }),
      text: text("Its whole text after the edit.", { minLength: 0, maxLength: longestDocument }),
      remove: flag("The file would go. Then it has no text."),
    },
    command: "what_if",
    output: "what-if",
    topics: ["rows", "documents", "applies", "approvals"],
    tool: {
      name: "what_if",
      description:
        "What an edit of one YAML file below state/ would come to: difference, findings, plan, closed gates, who must approve, and the commands a person would run. Nothing is stored: propose with it, and let a person do it.",
      gist: whatIfGist,
    },
    answer: ({ workspace }, { file, text: typed, remove }) => {
      if ((typed === undefined) !== remove)
        throw new Failure("V7-W005", "what_if takes a text, or remove, and not both", {
          next: ["tools/list says what what_if takes"],
        });
      return whatIf(workspace, { file, text: typed ?? null });
    },
    text: (output, clock) => renderWhatIf(output, clock, plainScreen),
  }),
];
