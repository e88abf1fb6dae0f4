import type { Workspace } from "../../workspace/workspace.ts";
import type { EmbedderChoice } from "./embedder.ts";
import { httpEmbedder } from "./http.ts";
import { lsa } from "./lsa/lsa.ts";
import { noEmbedder } from "./none.ts";
import { transformersEmbedder } from "./transformers.ts";

/** What v7.yaml says of the embedder; the built-in one where it says nothing. */
export function chooseEmbedder(workspace: Workspace): EmbedderChoice {
  const { embedder } = workspace.config.search;
  switch (embedder?.type) {
    case undefined:
    case "lsa":
      return lsa;
    case "none":
      return noEmbedder;
    case "http":
      return httpEmbedder(embedder, workspace.variable);
    case "transformers":
      return transformersEmbedder(embedder, workspace);
  }
}
