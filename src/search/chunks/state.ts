import type { Section } from "./chunk.ts";

/** Cuts a file of state documents at their borders; what a document is called stands above it. */
export function stateSections(text: string): Section[] {
  const sections: Section[] = [];
  let line = 1;
  for (const part of text.split(/(?<=^|\n)---[ \t]*\r?\n/)) {
    if (part.trim() !== "") sections.push({ heading: headingOf(part), line, text: part });
    line += part.split("\n").length;
  }
  return sections;
}

/** `Task 1.2`, and what people call it. Line by line: an expression over all of it could be made to run for ever. */
function headingOf(text: string): string[] {
  const found = { kind: "", key: "", name: "" };
  let part = "";
  for (const line of text.split("\n")) {
    part = /^([A-Za-z]+):/.exec(line)?.[1] ?? part;
    if (part === "kind" && found.kind === "") found.kind = /^kind:[ \t]*["']?([A-Za-z]+)/.exec(line)?.[1] ?? "";
    if (part === "metadata" && found.key === "") found.key = nameIn(line);
    if (part === "spec" && found.name === "" && /^(?:spec:| {2}\S)/.test(line)) found.name = nameIn(line);
  }
  const { kind, key, name } = found;
  if (kind === "") return [];
  return [[kind, key].filter((word) => word !== "").join(" "), ...(name === "" ? [] : [name])];
}

/** The value of `name:` in a line, by itself or between braces. */
function nameIn(line: string): string {
  const at = line.search(/(?<=^[ \t]*|[{,][ \t]*)name:/);
  if (at < 0) return "";
  const value = line.slice(at + "name:".length).trimStart();
  const quoted = /^"([^"]*)"|^'([^']*)'/.exec(value);
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? "";
  const end = line.includes("{") ? /[,}]|[ \t]#/ : /[ \t]#/;
  return (value.split(end)[0] ?? "").trim();
}
