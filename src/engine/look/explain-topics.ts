import { describeFile, describeKind } from "../../documents/describe-kind.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { codeAreas } from "../../model/codes/areas.ts";
import type { ExplainTopicsOutput } from "../../model/output/explain-topics.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { explainedFiles } from "./explain.ts";

/** What can be explained: kinds, files, and what codes begin with. Needs neither documents nor database. */
export async function explainTopics({ kinds }: Pick<Workspace, "kinds">): Promise<Answer<ExplainTopicsOutput>> {
  return answer({
    kinds: kinds.all.flatMap(({ name, part }) =>
      part ? [] : [{ topic: name, description: describeKind(name)?.description ?? "" }],
    ),
    files: [...explainedFiles].map(([topic, schemaFile]) => ({
      topic,
      description: describeFile(schemaFile).description,
    })),
    code_areas: Object.entries(codeAreas).map(([letter, description]) => ({ topic: `V7-${letter}`, description })),
  });
}
