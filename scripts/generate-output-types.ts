import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputTypes } from "./output-types.ts";

const directory = join(import.meta.dirname, "..", "src", "model", "output");

/** Writes src/model/output anew. The files are in git: people read them, and a test holds them against the schemas. */
mkdirSync(directory, { recursive: true });
const texts = outputTypes();
for (const name of readdirSync(directory)) if (!texts.has(name)) rmSync(join(directory, name));
for (const [name, text] of texts) writeFileSync(join(directory, name), text);
