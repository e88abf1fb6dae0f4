import { parse } from "smol-toml";
import { type ManifestKind, sayNothing, textOf, textsOf, within } from "./manifest.ts";

/** pyproject.toml, also of Poetry and of uv's workspaces. One that only configures tools has no name. */
export const pyproject: ManifestKind = {
  ecosystem: "python",
  language: "Python",
  matches: (name) => name === "pyproject.toml",
  read: (text) => {
    const value = tables(text);
    if (value === undefined) return undefined;
    return {
      identity: textOf(within(value, "project", "name")) ?? textOf(within(value, "tool", "poetry", "name")),
      members: textsOf(within(value, "tool", "uv", "workspace", "members")),
      notMembers: textsOf(within(value, "tool", "uv", "workspace", "exclude")),
    };
  },
};

export const cargo: ManifestKind = {
  ecosystem: "cargo",
  language: "Rust",
  matches: (name) => name === "Cargo.toml",
  read: (text) => {
    const value = tables(text);
    if (value === undefined) return undefined;
    return {
      identity: textOf(within(value, "package", "name")),
      members: textsOf(within(value, "workspace", "members")),
      notMembers: textsOf(within(value, "workspace", "exclude")),
    };
  },
};

/** setup.cfg; a setup.py is a program, of which only a name that is written out is read. */
export const setuptools: ManifestKind = {
  ecosystem: "python",
  language: "Python",
  matches: (name) => name === "setup.cfg" || name === "setup.py",
  read: (text, name) => {
    const found =
      name === "setup.cfg"
        ? /^\[metadata\][^[]*?^name\s*=\s*(\S+)\s*$/m.exec(text)
        : /\bsetup\s*\([^]*?\bname\s*=\s*["']([^"']+)["']/.exec(text);
    return { ...sayNothing, identity: found?.[1] ?? null };
  },
};

function tables(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
