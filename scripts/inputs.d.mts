export function buildDigest(root: string): string;
export function installDigest(root: string): string;
export function readStamp(path: string): string | undefined;
