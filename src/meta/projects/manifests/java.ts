import { XmlParser } from "../../../syntax/xml.ts";
import { type ManifestKind, sayNothing } from "./manifest.ts";

/** pom.xml: its own artifactId, not its parent's; `modules` are the members. */
export const maven: ManifestKind = {
  ecosystem: "maven",
  language: "Java",
  matches: (name) => name === "pom.xml",
  read: (text) => {
    const texts = textsByPath(text);
    if (texts === undefined) return undefined;
    return {
      ...sayNothing,
      identity: texts.get("project/artifactId")?.[0] ?? null,
      members: [...texts].flatMap(([path, found]) => (/^project\/(?:.+\/)?modules\/module$/.test(path) ? found : [])),
    };
  },
};

/** settings.gradle: the root's name and the projects that it includes. */
export const gradle: ManifestKind = {
  ecosystem: "gradle",
  language: "Java",
  matches: (name) => /^settings\.gradle(?:\.kts)?$/.test(name),
  read: (text) => {
    const bare = text.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, "");
    const included = [...bare.matchAll(/\binclude\s*\(?((?:\s*["'][^"']+["']\s*,?)+)/g)];
    const names = included.flatMap(([, list = ""]) =>
      [...list.matchAll(/["']([^"']+)["']/g)].map(([, one = ""]) => one),
    );
    return {
      ...sayNothing,
      identity: /\brootProject\.name\s*=\s*["']([^"']+)["']/.exec(bare)?.[1] ?? null,
      members: names.map((name) => name.replace(/^:/, "").replaceAll(":", "/")),
    };
  },
};

/** The texts of elements by their path; undefined for what is no XML. */
function textsByPath(text: string): ReadonlyMap<string, readonly string[]> | undefined {
  const parser = new XmlParser({ xmlns: false } as const);
  const found = new Map<string, string[]>();
  const open: { readonly name: string; said: string }[] = [];
  let isBroken = false;
  parser.on("error", () => {
    isBroken = true;
  });
  parser.on("opentag", ({ name }) => void open.push({ name, said: "" }));
  parser.on("text", (said) => {
    const inner = open.at(-1);
    if (inner !== undefined) inner.said += said;
  });
  parser.on("closetag", () => {
    const path = open.map(({ name }) => name).join("/");
    const said = open.pop()?.said.trim() ?? "";
    if (said !== "") found.set(path, [...(found.get(path) ?? []), said]);
  });
  parser.write(text).close();
  return isBroken ? undefined : found;
}
