/** Logins that tests make on the server they share, beside its own user; a pooler in front of it must know them. */
export const loginNames = ["arthur", "john", "ci", "agent", "v7_ro"] as const;

/** Theirs on servers that ask for one. */
export const loginPassword = "sentinel";
