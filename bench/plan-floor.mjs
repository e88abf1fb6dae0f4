// What a plan cannot do without: the files below a folder and their status, and the rows, fetched and parsed. In plain
// JavaScript and in a process of its own, as v7 is.
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";

const [folder = "", server = "", statement = ""] = process.argv.slice(2);
const client = new pg.Client({ ...JSON.parse(server), password: "none" });
await client.connect();
const rows = client.query({
  text: readFileSync(statement, "utf8"),
  rowMode: "array",
  types: { getTypeParser: () => String },
});
for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
  if (entry.isFile()) lstatSync(join(entry.parentPath, entry.name));
for (const text of (await rows).rows[0]) if (text !== null) JSON.parse(text);
process.exit(0);
