import type { DartConfig } from "../model/config.ts";
import { Failure } from "../model/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** What v7.yaml says of DART, with defaults where it is silent: the guide's folders. */
export interface DartSettings {
  /** Where its API is. */
  readonly url: string;
  /** `env:NAME`. */
  readonly token: string;
  readonly folders: {
    readonly tasks: string;
    readonly deliverables: string;
    readonly documents: string;
    readonly journal: string | undefined;
    /** By the phase's number. */
    readonly phases: { readonly [phase: string]: string };
  };
  readonly statuses: { readonly [status: string]: string };
  readonly personas: { readonly [assignee: string]: string };
  /** Files that are filed in the journal. */
  readonly journal: readonly string[];
  /** The repository's own id: what is sent bears it. */
  readonly project: string;
}

/** Throws V7-J001 where DART is not set up, and V7-J002 where there is no key. */
export function dartSettings(workspace: Pick<Workspace, "config" | "variable">): DartSettings {
  const { dart, project } = workspace.config;
  if (dart === undefined)
    throw new Failure("V7-J001", "v7.yaml says nothing of DART", { next: ["add dart to v7.yaml: v7 explain v7.yaml"] });
  if (project === undefined)
    throw new Failure("V7-J001", "v7.yaml has no project: nobody could tell whose task it is", { next: ["v7 init"] });
  const settings = withDefaults(dart, project);
  const name = settings.token.slice("env:".length);
  if ((workspace.variable(name) ?? "") === "")
    throw new Failure("V7-J002", `the variable ${name} holds no key`, { next: [`set ${name} to a key of DART`] });
  return settings;
}

function withDefaults(dart: DartConfig, project: string): DartSettings {
  const { tasks, deliverables, documents, journal, phases } = dart.folders ?? {};
  return {
    url: `${dart.url ?? "https://app.dartai.com"}/api/v0/public`,
    token: dart.token ?? "env:V7_DART_TOKEN",
    folders: {
      tasks: tasks ?? "V7 Conductor Persona Tasks",
      deliverables: deliverables ?? "V7 Conductor Persona Docs",
      documents: documents ?? "V7 Migration Docs",
      journal,
      phases: phases ?? {},
    },
    statuses: dart.statuses ?? {},
    personas: dart.personas ?? {},
    journal: dart.journal ?? [],
    project,
  };
}
