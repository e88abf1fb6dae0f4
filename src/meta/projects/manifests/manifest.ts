/** What a manifest says of the folder that it lies in. */
export interface ManifestReading {
  /** Its name, module or artifact; null: it gives the folder none. */
  readonly identity: string | null;
  /** Members that it declares: paths or patterns of folders from its own folder, with `/`. */
  readonly members: readonly string[];
  /** Members that it takes back. */
  readonly notMembers: readonly string[];
}

/** A kind of manifest: which files are such, and how their text is read. */
export interface ManifestKind {
  /** The ecosystem: `npm`. */
  readonly ecosystem: string;
  /** The language that such projects are in, as the registry names it; null where the files decide. */
  readonly language: string | null;
  /** Whether a file of this name is such a manifest. */
  matches(name: string): boolean;
  /** What it says; undefined for a text that cannot be read. Nothing of it is ever executed. */
  read(text: string, name: string): ManifestReading | undefined;
}

export const sayNothing: ManifestReading = { identity: null, members: [], notMembers: [] };

/** A text of a value that may be anything; null for what is none, or empty. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}

/** The texts of a list that may be anything. */
export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : [];
}

/** A value of a map that may be anything. */
export function within(value: unknown, ...path: readonly string[]): unknown {
  let inside: unknown = value;
  for (const key of path) {
    if (typeof inside !== "object" || inside === null || !Object.hasOwn(inside, key)) return undefined;
    inside = (inside as Readonly<Record<string, unknown>>)[key];
  }
  return inside;
}
