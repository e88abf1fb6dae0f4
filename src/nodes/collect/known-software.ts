import type { Uname } from "./probe.ts";

/** A program that tells its version, and where systems keep it. */
export interface KnownSoftware {
  /** As documents name it; capitals do not count. */
  readonly name: string;
  readonly programs: { readonly [system in Uname]: readonly string[] };
  readonly words: readonly string[];
}

const majors = ["18", "17", "16", "15", "14"];

function homebrew(program: string): readonly string[] {
  return [`/opt/homebrew/bin/${program}`, `/usr/local/bin/${program}`];
}

function anywhere(program: string): KnownSoftware["programs"] {
  return {
    Linux: [`/usr/local/bin/${program}`, `/usr/bin/${program}`, `/usr/sbin/${program}`, `/bin/${program}`],
    Darwin: homebrew(program),
  };
}

/**
 * What is looked for by its name alone. A Mac's /usr/bin/python3 and git are not asked: where the developer tools are missing they open a
 * window that offers them.
 */
export const knownSoftware: readonly KnownSoftware[] = [
  {
    name: "PostgreSQL",
    programs: {
      Linux: [
        ...majors.map((major) => `/usr/lib/postgresql/${major}/bin/postgres`),
        ...majors.map((major) => `/usr/pgsql-${major}/bin/postgres`),
        "/usr/local/pgsql/bin/postgres",
        "/usr/local/bin/postgres",
        "/usr/bin/postgres",
      ],
      Darwin: [
        ...majors.map((major) => `/Library/PostgreSQL/${major}/bin/postgres`),
        ...majors.flatMap((major) => [
          `/opt/homebrew/opt/postgresql@${major}/bin/postgres`,
          `/usr/local/opt/postgresql@${major}/bin/postgres`,
        ]),
        "/Applications/Postgres.app/Contents/Versions/latest/bin/postgres",
        ...homebrew("postgres"),
      ],
    },
    words: ["--version"],
  },
  {
    name: "Python",
    programs: {
      ...anywhere("python3"),
      Darwin: [...homebrew("python3"), "/Library/Developer/CommandLineTools/usr/bin/python3"],
    },
    words: ["--version"],
  },
  {
    name: "git",
    programs: { ...anywhere("git"), Darwin: [...homebrew("git"), "/Library/Developer/CommandLineTools/usr/bin/git"] },
    words: ["--version"],
  },
  { name: "Node.js", programs: anywhere("node"), words: ["--version"] },
  { name: "Docker", programs: anywhere("docker"), words: ["--version"] },
  { name: "nginx", programs: anywhere("nginx"), words: ["-v"] },
  { name: "Ollama", programs: anywhere("ollama"), words: ["--version"] },
  { name: "PgBouncer", programs: anywhere("pgbouncer"), words: ["--version"] },
  { name: "Redis", programs: anywhere("redis-server"), words: ["--version"] },
  {
    name: "Tailscale",
    programs: {
      ...anywhere("tailscale"),
      Darwin: [...homebrew("tailscale"), "/Applications/Tailscale.app/Contents/MacOS/Tailscale"],
    },
    words: ["version"],
  },
];
