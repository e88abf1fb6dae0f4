import { stringify } from "yaml";
import { dartPull } from "../../src/routines/dart-pull.ts";
import { dartPush, type DartPushRequest } from "../../src/routines/dart-push.ts";
import type { Answer } from "../../src/model/answer.ts";
import type { DartConfig } from "../../src/model/config.ts";
import type { DartPullOutput } from "../../src/model/output/dart-pull.ts";
import type { DartPushOutput } from "../../src/model/output/dart-push.ts";
import { readState } from "../../src/workspace/state.ts";
import type { Workspace } from "../../src/workspace/workspace.ts";
import { phase, task } from "../scenes/documents.ts";
import { openScene, type Scene } from "../scenes/scene.ts";
import { type DartServer, startDart, testKey } from "./dart-server.ts";

/** A repository whose tasks are shared in DART. */
export interface DartScene {
  readonly dart: DartServer;
  readonly scene: Scene;
  configure(dart?: DartConfig): void;
  open(how?: { readonly signal?: AbortSignal }): Promise<Workspace>;
  pull(theirs?: boolean): Promise<Answer<DartPullOutput>>;
  push(request?: Partial<DartPushRequest>): Promise<Answer<DartPushOutput>>;
  /** What a task's document says. */
  spec(name: string): Promise<{ readonly [field: string]: unknown } | undefined>;
  end(): Promise<void>;
}

export const project = "6d0c2f0e-6a52-4c1b-9a43-0d7f6a9a2c55";

/** The guide's folders, and a person of the phase's. */
export const usualDart: DartConfig = {
  folders: { phases: { "1": "Phase 1 Assessment" } },
  statuses: { "To-do": "pending", Doing: "in_progress", Done: "completed" },
  personas: { "sentinel@example.org": "Layer 1 Data Sentinel" },
};

export async function openDartScene(): Promise<DartScene> {
  const [scene, dart] = await Promise.all([openScene(), startDart()]);
  const configure = (config: DartConfig = usualDart): void =>
    scene.checkout.write("v7.yaml", stringify({ project, dart: { ...config, url: dart.url } }));
  const open: DartScene["open"] = async (how = {}) => {
    const workspace = await scene.checkout.open(how);
    return { ...workspace, variable: (name) => (name === "V7_DART_TOKEN" ? testKey : undefined) };
  };
  configure();
  scene.checkout.declare(phase("1", { status: "in_progress" }), task("1.1", { status: "pending" }));
  await scene.apply();
  return {
    dart,
    scene,
    configure,
    open,
    pull: async (theirs = false) => dartPull(await open(), { theirs }),
    push: async (request = {}) => dartPush(await open(), { plan: undefined, approved: true, forced: [], ...request }),
    spec: async (name) => {
      const { documents } = await readState(await open());
      return documents.find((one) => one.kind === "Task" && one.name === name)?.spec;
    },
    end: async () => {
      await dart.stop();
      await scene.end();
    },
  };
}

/** A completion report as a persona writes it. */
export function reportText(task: string, status = "completed", more = ""): string {
  return `# Completion of ${task}\n\n\`\`\`yaml\ntask: "${task}"\nstatus: ${status}\nsummary: All 12 duplicates are documented\n${more}\`\`\`\n\nAll went well.\n`;
}
