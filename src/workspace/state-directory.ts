/** Where documents lie, below the repository's root. In a file of its own: hooks need it and no database. */
export const stateDirectory = "state";
