// What v7 asks of a machine before anything else is loaded. Runs on any Node and any system.
export const oldestNode = 24;

/** True of the Node that runs this. */
export function isNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= oldestNode;
}

/** Why v7 cannot run on this system, and what to do; undefined where it can. */
export function unsuitable() {
  if (process.platform !== "win32") return undefined;
  return "Windows itself is not supported: set up its Linux by wsl --install (WSL 2), once, and run the same command there";
}
