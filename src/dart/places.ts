import { Failure } from "../model/failure.ts";
import type { Dart } from "./api.ts";
import { type DartConfiguration, idForm } from "./items.ts";
import type { DartSettings } from "./settings.ts";

/** The places of v7.yaml as DART calls them now: `Space/Title`. */
export interface Places {
  /** Where new tasks go that no phase has a dartboard for. */
  readonly tasks: string;
  /** Dartboards, by the phase's number. */
  readonly phaseBoards: ReadonlyMap<string, string>;
  /** Folders of reports: that of all, and those of phases. */
  readonly reports: readonly string[];
  readonly documents: string;
  readonly journal: string | undefined;
  readonly configuration: DartConfiguration;
}

/**
 * Finds every place that v7.yaml names in DART's configuration, before anything is asked of one: DART answers for a place that
 * is not there with an empty list. Throws V7-J004, naming all that are not there.
 */
export async function findPlaces(dart: Dart, { folders }: DartSettings): Promise<Places> {
  const configuration = await dart.configuration();
  const wrong: string[] = [];
  const find = async (sort: "dartboards" | "folders", wanted: string): Promise<string | undefined> => {
    const known = configuration[sort];
    const current =
      idForm.test(wanted) && !known.some((title) => isCalled(title, wanted))
        ? await dart.titleOf(sort, wanted)
        : wanted;
    const found = current === undefined ? [] : matches(known, current);
    if (found.length > 1) wrong.push(`${wanted} may be ${found.join(" or ")}`);
    return found.length === 1 ? found[0] : undefined;
  };
  const must = async (sort: "dartboards" | "folders", wanted: string): Promise<string> => {
    const before = wrong.length;
    const found = await find(sort, wanted);
    if (found === undefined && wrong.length === before) wrong.push(`DART has no ${nameOfSort[sort]} ${wanted}`);
    return found ?? wanted;
  };
  const tasks = await must("dartboards", folders.tasks);
  const deliverables = await must("folders", folders.deliverables);
  const documents = await must("folders", folders.documents);
  const journal = folders.journal === undefined ? undefined : await must("folders", folders.journal);
  const phaseBoards = new Map<string, string>();
  const phaseFolders: string[] = [];
  for (const [phase, wanted] of Object.entries(folders.phases)) {
    const before = wrong.length;
    const board = await find("dartboards", wanted);
    const folder = await find("folders", wanted);
    if (board !== undefined) phaseBoards.set(phase, board);
    if (folder !== undefined) phaseFolders.push(folder);
    if (board === undefined && folder === undefined && wrong.length === before)
      wrong.push(`DART has no dartboard or folder ${wanted}`);
  }
  if (wrong.length > 0)
    throw new Failure("V7-J004", `${wrong.join("; ")}; nothing was read or sent`, {
      next: ["correct dart.folders in v7.yaml"],
    });
  const reports = [...new Set([deliverables, ...phaseFolders])].filter((folder) => folder !== documents);
  return { tasks, phaseBoards, reports, documents, journal, configuration };
}

const nameOfSort = { dartboards: "dartboard", folders: "folder" } as const;

/** The titles that are meant: the whole one, else those whose last part it is. */
function matches(known: readonly string[], wanted: string): string[] {
  const whole = known.filter((title) => title === wanted);
  return [...new Set(whole.length > 0 ? whole : known.filter((title) => isCalled(title, wanted)))];
}

function isCalled(title: string, wanted: string): boolean {
  return title === wanted || title.endsWith(`/${wanted}`);
}
