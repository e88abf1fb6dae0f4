/** A database v7 inspects or migrates. */
export interface TargetConfig {
  /** `env:NAME`: the variable that holds its URL; that login reads. */
  readonly url: string;
  /** `env:NAME`: the login that carries changes out. Absent: the one that reads. */
  readonly applyUrl?: string;
  /** `env:NAME`: a server on which databases may be made. Absent: the embedded one. */
  readonly scratch?: string;
  /** The one schema to look at. Absent: all of them. */
  readonly schema?: string;
  /** Names of databases that it must never lead to, besides `database.forbidden`. */
  readonly forbidden?: readonly string[];
}

export interface DatabaseConfig {
  /** `env:NAME`: the variable that holds its URL. Absent: the environment decides. */
  readonly url?: string;
  readonly schema: string;
  /** True when other people's tables live there too. */
  readonly shared: boolean;
  /** Databases that are never written to. */
  readonly forbidden: readonly string[];
}

/** Patterns are written as in gitignore. */
export interface ScanProfile {
  /** Where there are any, nothing else is in. */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  /** Built-in classes that are left out. Default: all. */
  readonly classes?: readonly string[];
}

/** A folder outside the repository; its files are `@name/…`. */
export interface ScanRoot {
  readonly name: string;
  /** Absolute, below `~/`, or relative to the repository's root. */
  readonly path: string;
  readonly profile?: string;
}

/** Which files are registered. */
export interface ScanConfig {
  readonly roots?: readonly ScanRoot[];
  /** Bytes above which a file is registered by its size alone. */
  readonly hashLimit?: number;
  readonly profiles?: { readonly [name: string]: ScanProfile };
}

/** A service that makes vectors of texts, in Ollama's form or OpenAI's. */
export interface HttpEmbedderConfig {
  readonly type: "http";
  /** Where texts are sent: `http://127.0.0.1:11434/api/embed`. */
  readonly url: string;
  readonly model: string;
  /** `env:NAME`: the variable that holds the key. */
  readonly apiKey?: string;
  /** What a model wants to see in front of a question, and of a passage. */
  readonly queryPrefix?: string;
  readonly documentPrefix?: string;
  /** What meaning counts beside words, 0 to 1. */
  readonly share?: number;
}

/** A model on this machine: one that `v7 index model pull` knows, or a folder. */
export interface TransformersEmbedderConfig {
  readonly type: "transformers";
  /** Its name; absent when `path` is there. */
  readonly model?: string;
  /** Absolute or relative to the repository's root; absent when `model` is there. */
  readonly path?: string;
  readonly queryPrefix?: string;
  readonly documentPrefix?: string;
  /** What meaning counts beside words, 0 to 1. */
  readonly share?: number;
  /** How many passages at once, at most. */
  readonly batch?: number;
  /** How many threads compute; absent: as many as there are cores. */
  readonly threads?: number;
}

/** A service that summarizes documents, in OpenAI's form. Nothing is sent anywhere unless one is declared. */
export interface SummarizerConfig {
  readonly url: string;
  readonly model: string;
  /** `env:NAME`: the variable that holds the key. */
  readonly apiKey?: string;
  /** What a document can be about; absent: whatever the model says. */
  readonly domains?: readonly string[];
  /** US dollars a million tokens. */
  readonly inputPrice?: number;
  readonly outputPrice?: number;
}

/** Where tasks and reports are shared with people. */
export interface DartConfig {
  readonly url?: string;
  /** `env:NAME`: the variable that holds the key. */
  readonly token?: string;
  /** `env:NAME`: the variable that holds the webhook's secret. */
  readonly webhookSecret?: string;
  /** Dartboards and folders, by title or id. */
  readonly folders?: {
    readonly tasks?: string;
    readonly deliverables?: string;
    readonly documents?: string;
    readonly journal?: string;
    readonly phases?: { readonly [phase: string]: string };
  };
  /** DART's status to a task's. */
  readonly statuses?: { readonly [status: string]: string };
  /** An assignee's name or e-mail to a persona. */
  readonly personas?: { readonly [assignee: string]: string };
  /** Files that are filed in the journal. */
  readonly journal?: readonly string[];
  /** The branch that webhooks pull onto. */
  readonly branch?: string;
}

/** How the search index is made. */
export interface SearchConfig {
  /** Where its table lies: a folder or an object store's URI. Default: below v7's local state. */
  readonly uri?: string;
  readonly embedder?:
    | { readonly type: "lsa" }
    | { readonly type: "none" }
    | HttpEmbedderConfig
    | TransformersEmbedderConfig;
  readonly summarizer?: SummarizerConfig;
}

/** What some tests are about. */
export interface TestRule {
  /** Their files, or whatever reports call them: `*` stands for what has no slash, `**` for anything. */
  readonly files: string;
  /** Absent: the component that the tested file is registered with. */
  readonly component?: string;
  /** The file that they test; its stars are what those of `files` stood for. Absent: the test's own file. */
  readonly tests?: string;
}

/** `v7.yaml`, with defaults where it is silent. */
export interface Config {
  readonly requiredVersion?: string;
  readonly timezone: string;
  /** The repository's own id. */
  readonly project?: string;
  readonly database: DatabaseConfig;
  readonly targets: { readonly [name: string]: TargetConfig };
  readonly scan: ScanConfig;
  /** What test results are about; the first entry that fits counts. */
  readonly tests: { readonly map: readonly TestRule[] };
  readonly sessions: { readonly dir: string };
  readonly search: SearchConfig;
  /** Absent: nothing is asked there. */
  readonly dart?: DartConfig;
  /** What the meta collector reads besides files. */
  readonly meta: { readonly artifacts: readonly string[] };
  /** The host names of nodes whose machines are called otherwise, or their ids behind `uuid:`. */
  readonly machines: { readonly [node: string]: string | readonly string[] };
}
