import { randomUUID } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { openRepository } from "../../git/open-repository.ts";
import { typedAddress } from "../../model/address.ts";
import { type Answer, answer } from "../../model/answer.ts";
import { Failure } from "../../model/failure.ts";
import type { InitOutput } from "../../model/output/init.ts";
import { bytePath } from "../../model/path-bytes.ts";
import { obstacleBefore } from "../../system/placed-file.ts";
import { packagePath } from "../../system/package-file.ts";

export interface InitRequest {
  /** The folder to prepare, absolute. */
  readonly directory: string;
  /** Also copy v7's own declared state as an example. */
  readonly example: boolean;
}

/**
 * Prepares a folder: v7.yaml, state/, the schemas that editors check them by, and what git is to know. Overwrites nothing,
 * and needs no workspace: it makes one.
 */
export async function initialize({ directory, example }: InitRequest): Promise<Answer<InitOutput>> {
  await refuseBelowTop(directory);
  const files = new Map<string, string>([
    ["v7.yaml", configText()],
    [".vscode/settings.json", editorSettings()],
    [".gitattributes", gitAttributes],
    [".gitignore", gitIgnore],
    ...(await packageFiles("schemas/v1", isEditorSchema)),
    ...(example ? await packageFiles("state", isStateFile) : [["state/.gitkeep", ""] as const]),
  ]);
  for (const file of files.keys()) refuseObstacle(directory, file);
  const created: string[] = [];
  const skipped: string[] = [];
  for (const [file, text] of files) ((await writeNew(join(directory, file), text)) ? created : skipped).push(file);
  return answer({ created, skipped });
}

/** What lies further down in a git repository would be read by nobody. */
async function refuseBelowTop(directory: string): Promise<void> {
  const around = nearestFolder(directory);
  const { root, isGit } = await openRepository(around);
  if (!isGit || realpathSync(root) === join(realpathSync(around), relative(around, directory))) return;
  throw new Failure(
    "V7-C015",
    `${directory} lies in the git repository ${root}, and v7 reads only what lies at its top`,
    {
      next: [`v7 init ${typedAddress(root)}`],
    },
  );
}

function nearestFolder(directory: string): string {
  return existsSync(directory) ? directory : nearestFolder(dirname(directory));
}

/** What is there stays; what a link leads elsewhere is somebody else's. */
function refuseObstacle(directory: string, file: string): void {
  const because = obstacleBefore(directory, bytePath(file));
  if (because === undefined) return;
  throw new Failure("V7-D035", `${file} ${because}; nothing was written`, {
    next: ["put a folder of the repository's own there"],
  });
}

/** Those of what people write; what v7 prints is described in its own package. */
function isEditorSchema(path: string): boolean {
  return path.endsWith(".schema.json") && !path.startsWith("output/") && path !== "plan.schema.json";
}

/** A document is named by its bytes: no clone turns its line ends. */
const gitAttributes = "state/** -text\n";

const gitIgnore = ".DS_Store\n._*\n";

/** Documents, and the scripts that documents name. */
function isStateFile(path: string): boolean {
  return path.endsWith(".yaml") || path.endsWith(".sql");
}

async function writeNew(path: string, text: string): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The project id ties a database to one repository. */
function configText(): string {
  return `# yaml-language-server: $schema=./schemas/v1/config.schema.json
# One database belongs to one repository: the first apply writes this id into it.
project: ${randomUUID()}
`;
}

function editorSettings(): string {
  const schemas = Object.fromEntries([
    ["./schemas/v1/document.schema.json", "state/**/*.yaml"],
    ["./schemas/v1/config.schema.json", "v7.yaml"],
  ]);
  return `${JSON.stringify({ "yaml.schemas": schemas }, null, 2)}\n`;
}

/** What ships with v7 below a folder; `wanted` is asked for paths from there. */
async function packageFiles(folder: string, wanted: (path: string) => boolean): Promise<[string, string][]> {
  const root = packagePath(folder);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => wanted(relative(root, path)));
  return Promise.all(
    files
      .toSorted()
      .map(async (path): Promise<[string, string]> => [
        join(folder, relative(root, path)),
        await readFile(path, "utf8"),
      ]),
  );
}
