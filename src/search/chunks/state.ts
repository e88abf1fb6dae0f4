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

/** `Task 1.2`, and what people call it. */
function headingOf(text: string): string[] {
  const kind = /^kind:[ \t]*["']?([A-Za-z]+)/m.exec(text)?.[1];
  if (kind === undefined) return [];
  const key = valueOf(/^metadata:[^\n]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+name:[ \t]*([^\n#]+)/m.exec(text)?.[1]);
  const name = valueOf(/^spec:[^\n]*\n(?:[ \t]+[^\n]*\n)*?[ \t]{2}name:[ \t]*([^\n]+)/m.exec(text)?.[1]);
  return [[kind, key].filter((word) => word !== "").join(" "), ...(name === "" ? [] : [name])];
}

function valueOf(text: string | undefined): string {
  return (text ?? "").trim().replace(/^(["'])(.*)\1$/, "$2");
}
