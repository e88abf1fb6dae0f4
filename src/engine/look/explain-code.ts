import { type Answer, answer } from "../../model/answer.ts";
import { type Code, codes, isCode } from "../../model/codes/codes.ts";
import { exitMeanings } from "../../model/codes/exit-meanings.ts";
import { exitCodes, exitOf } from "../../model/codes/exits.ts";
import { Failure } from "../../model/failure.ts";
import { nearest } from "../../model/nearest.ts";
import type { CodeExit, ExplainCodeOutput } from "../../model/output/explain-code.ts";

export interface ExplainCodeRequest {
  /** In any case: `v7-d012`. */
  readonly code: string;
}

/** What a code means, and how a command ends that fails with it. Needs no workspace: that v7.yaml cannot be read may be what the code says. */
export async function explainCode(request: ExplainCodeRequest): Promise<Answer<ExplainCodeOutput>> {
  const code = request.code.toUpperCase();
  if (isCode(code)) return answer({ code, ...codes[code], exit: codeExit(code) });
  const meant = nearest(code, Object.keys(codes));
  throw new Failure("V7-C005", `no code ${code}${meant === undefined ? "" : `; did you mean ${meant}?`}`, {
    next: ["v7 explain lists what there is"],
  });
}

function codeExit(code: Code): CodeExit {
  const exit = exitOf(code);
  return { status: exitCodes[exit], means: exitMeanings[exit] };
}
