import { readFileSync } from "node:fs";
import { Failure } from "../model/failure.ts";
import { isJsonObject, type Json } from "../model/json.ts";

/** A question with the documents that answer it. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  /** How well a document answers, by its path or its file's name: 1 and up; what is not named does not answer. */
  readonly grades: ReadonlyMap<string, number>;
}

/**
 * Reads questions, a JSON object a line with `qid` and `text`, and judgements, a line each of question, document and
 * grade with tabs or spaces between. Throws V7-I008 with the place of a line that is none.
 */
export function readJudgedQueries(queriesFile: string, judgementsFile: string): JudgedQuery[] {
  const grades = new Map<string, Map<string, number>>();
  for (const [number, line] of linesOf(judgementsFile)) {
    const [query = "", document = "", grade = ""] = line.split(/\s+/);
    if (document === "" || !Number.isFinite(Number(grade)) || grade === "")
      throw wrong(judgementsFile, number, "question, document, grade");
    const known = grades.get(query) ?? new Map<string, number>();
    grades.set(query, known.set(document, Number(grade)));
  }
  return linesOf(queriesFile).map(([number, line]) => {
    const value = parsed(line);
    if (!isJsonObject(value) || typeof value["text"] !== "string" || value["qid"] === undefined)
      throw wrong(queriesFile, number, "an object with qid and text");
    const id = String(value["qid"]);
    return { id, text: value["text"], grades: grades.get(id) ?? new Map<string, number>() };
  });
}

function linesOf(file: string): (readonly [number: number, line: string])[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new Failure("V7-I008", `${file} cannot be read`, { cause });
  }
  return text.split(/\r?\n/).flatMap((line, at) => (line.trim() === "" ? [] : [[at + 1, line.trim()] as const]));
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

function wrong(file: string, line: number, expected: string): Failure {
  return new Failure("V7-I008", `${file}:${line} holds no ${expected}`);
}
