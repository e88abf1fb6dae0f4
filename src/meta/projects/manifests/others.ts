import { type ManifestKind, sayNothing, textOf, within } from "./manifest.ts";

/** A project file of .NET is named as its project is, unless it says otherwise. */
export const dotnet: ManifestKind = {
  ecosystem: "dotnet",
  language: "C#",
  matches: (name) => /\.(?:csproj|fsproj|vbproj)$/i.test(name),
  read: (text, name) => ({
    ...sayNothing,
    identity: /<AssemblyName>\s*([^<\s$]+)\s*<\/AssemblyName>/.exec(text)?.[1] ?? name.replace(/\.[^.]+$/, ""),
  }),
};

/** A solution names the project files of its members. */
export const solution: ManifestKind = {
  ecosystem: "dotnet",
  language: "C#",
  matches: (name) => /\.slnx?$/i.test(name),
  read: (text) => {
    const files = [...text.matchAll(/"([^"]+\.(?:csproj|fsproj|vbproj))"/gi)].map(([, path = ""]) => path);
    return { ...sayNothing, members: files.map((path) => folderOf(path.replaceAll("\\", "/"))) };
  },
};

export const gem: ManifestKind = {
  ecosystem: "ruby",
  language: "Ruby",
  matches: (name) => name.endsWith(".gemspec"),
  read: (text, name) => ({
    ...sayNothing,
    identity: /^\s*\w+\.name\s*=\s*["']([^"']+)["']/m.exec(text)?.[1] ?? name.replace(/\.gemspec$/, ""),
  }),
};

export const composer: ManifestKind = {
  ecosystem: "php",
  language: "PHP",
  matches: (name) => name === "composer.json",
  read: (text) => {
    try {
      return { ...sayNothing, identity: textOf(within(JSON.parse(text.replace(/^\ufeff/, "")), "name")) };
    } catch {
      return undefined;
    }
  },
};

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
}
