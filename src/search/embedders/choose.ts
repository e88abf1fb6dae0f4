import type { SearchConfig } from "../../documents/config.ts";
import type { EmbedderChoice } from "./embedder.ts";
import { httpEmbedder } from "./http.ts";
import { lsa } from "./lsa/lsa.ts";
import { noEmbedder } from "./none.ts";
import { transformersEmbedder } from "./transformers.ts";

/** What v7.yaml says of the embedder; the built-in one where it says nothing. */
export function chooseEmbedder({ embedder }: SearchConfig, root: string, environment = process.env): EmbedderChoice {
  switch (embedder?.type) {
    case undefined:
    case "lsa":
      return lsa;
    case "none":
      return noEmbedder;
    case "http":
      return httpEmbedder(embedder, environment);
    case "transformers":
      return transformersEmbedder(embedder, root);
  }
}
