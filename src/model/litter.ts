/**
 * What systems and editors leave beside people's files and is nobody's work, as patterns of gitignore: macOS' other halves
 * of files and what it keeps on each disk, Emacs' locks, pictures of folders.
 */
export const litterPatterns = [
  "._*",
  ".#*",
  ".DS_Store",
  "Thumbs.db",
  ".Spotlight-V100/",
  ".fseventsd/",
  ".Trashes/",
  ".TemporaryItems/",
  ".DocumentRevisions-V100/",
] as const;
