/** Where documents lie, below the repository's root. In a file of its own: hooks need it and no database. */
export const stateDirectory = "state";

/** Whether a folder's name differs from it in case alone. */
export function isMisspelledState(name: string): boolean {
  return name !== stateDirectory && name.toLowerCase() === stateDirectory;
}
