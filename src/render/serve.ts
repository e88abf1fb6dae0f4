import type { ServeOutput } from "../model/output/serve.ts";
import { escapeControls } from "./type/escape.ts";

/** What a person reads who started a server: where it is, how a browser and a program get in, how it ends. */
export function renderServe({ url, token_file: file, link }: ServeOutput): string {
  return [
    `v7 answers at ${escapeControls(url)} and reads only. Ctrl-C ends it.`,
    ...(link === null ? [] : [`Browser: ${escapeControls(link)} (works once)`]),
    `Token:   ${escapeControls(file ?? "V7_API_TOKEN")}`,
    `Routes:  ${escapeControls(url)}/docs`,
  ].join("\n");
}
