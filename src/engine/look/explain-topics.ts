import { describeFile, describeKind } from "../../documents/describe-kind.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { codeAreas } from "../../model/codes/areas.ts";
import { codes } from "../../model/codes/codes.ts";
import { Failure } from "../../model/failure.ts";
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

export interface ExplainAreaRequest {
  /** How its codes begin, in any case: `v7-g`. */
  readonly area: string;
}

/** The codes of an area, each with its title. Throws V7-C005. */
export async function explainArea({ area }: ExplainAreaRequest): Promise<Answer<ExplainTopicsOutput>> {
  const start = area.toUpperCase();
  const titles = Object.entries(codes).filter(([code]) => code.startsWith(start));
  if (titles.length === 0)
    throw new Failure("V7-C005", `no code begins with ${start}`, { next: ["v7 explain lists what there is"] });
  const listed = titles.map(([topic, { title }]) => ({ topic, description: title }));
  return answer({
    kinds: [],
    files: [],
    code_areas: listed.toSorted((one, other) => (one.topic < other.topic ? -1 : 1)),
  });
}
