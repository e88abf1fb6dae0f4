import { isBelowTests, leftOutByPath } from "../projects/left-out.ts";

/** What a file is to its project: what gaps are judged by is counted of source and tests alone. */
export type PartOfProject = "source" | "test" | "document" | "left_out" | "other";

/** By its path from the project's folder and the type that `files` tells. */
export function partOfProject(path: string, fileType: string): PartOfProject {
  if (leftOutByPath(path) !== undefined) return "left_out";
  if (fileType === "documentation") return "document";
  if (fileType !== "code") return "other";
  return isBelowTests(path) || isNamedAsTest(path) ? "test" : "source";
}

function isNamedAsTest(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    /\.(?:test|spec)\.[^.]+$/i.test(name) ||
    /^(?:test_.+|conftest)\.py$|_test\.(?:py|go|rb|exs|c|cc|cpp)$|_spec\.rb$/.test(name) ||
    /(?:Test|Tests|IT|Spec)\.(?:java|kt|cs|scala|swift|php)$/.test(name)
  );
}

/** Whether a document is the one that says what the project is. */
export function isReadme(path: string): boolean {
  return /^readme(?:\.[a-z]+)?$/i.test(path);
}
