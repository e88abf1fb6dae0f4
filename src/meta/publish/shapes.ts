/** A table as CodeGraphX's scripts read and write it: its columns with their declarations, and what makes a row one of its kind. */
export interface Shape {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly unique: readonly string[];
  /** Indexes that its audit looks for, by name. */
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}

const text = "TEXT NOT NULL";
const whole = "INTEGER NOT NULL";
const real = "REAL NOT NULL";
const number = "INTEGER PRIMARY KEY AUTOINCREMENT";
const times = {
  created_at: "TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
  updated_at: "TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP",
} as const;

function declared(declaration: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(" ").map((name) => [name, declaration]));
}

export const projectsShape: Shape = {
  table: "projects",
  columns: {
    name: "TEXT",
    path: "TEXT",
    ...declared("INTEGER", "file_count line_count has_readme has_tests has_git has_ci_cd has_docs has_license"),
  },
  unique: ["path"],
  indexes: {
    idx_projects_path: ["path"],
    idx_projects_line_count: ["line_count"],
    idx_projects_line_count_path: ["line_count", "path"],
  },
};

export const enrichmentShape: Shape = {
  table: "codegraphx_enrichment",
  columns: {
    id: number,
    source_path: text,
    source_project: "TEXT NOT NULL DEFAULT ''",
    ...declared(
      "INTEGER NOT NULL DEFAULT 0",
      "scan_file_count parse_record_count event_count node_count edge_count project_nodes file_nodes function_nodes symbol_nodes module_nodes contains_edges defines_edges calls_edges imports_edges calls_function_edges",
    ),
    ...declared(
      "TEXT NOT NULL DEFAULT ''",
      "scan_artifact ast_artifact events_artifact settings_path config_path pipeline7_summary_artifact",
    ),
    ...times,
  },
  unique: ["source_path"],
  indexes: {
    idx_enrichment_source_path: ["source_path"],
    idx_enrichment_source_project: ["source_project"],
    idx_enrichment_updated_at: ["updated_at"],
  },
};

export const fileSignalsShape: Shape = {
  table: "codegraphx_file_signals",
  columns: {
    id: number,
    ...declared(text, "source_path source_project file_path language"),
    collector_score: real,
    ...declared(
      whole,
      "is_file_collector signal_walk signal_read signal_filter signal_metadata signal_aggregate signal_fs_imports signal_name_hint",
    ),
    evidence_json: text,
    ...times,
  },
  unique: ["source_path", "file_path"],
  indexes: {
    idx_file_signals_source_path: ["source_path"],
    idx_file_signals_collector: ["is_file_collector"],
    idx_file_signals_source_collector: ["source_path", "is_file_collector"],
    idx_file_signals_score: ["collector_score"],
  },
};

export const projectSignalsShape: Shape = {
  table: "codegraphx_project_signals",
  columns: {
    source_path: "TEXT PRIMARY KEY",
    source_project: text,
    ...declared(whole, "files_analyzed collector_files"),
    ...declared(real, "collector_ratio min_score"),
    ...declared(text, "scan_artifact top_collectors_json"),
    ...times,
  },
  unique: ["source_path"],
  indexes: { idx_project_signals_ratio: ["collector_ratio"] },
};

/** Tables that only CodeGraphX fills: they are there, so that its scripts find them. */
const otherShapes: readonly Shape[] = [
  {
    table: "codegraphx_project_intelligence",
    columns: {
      source_path: "TEXT PRIMARY KEY",
      source_project: text,
      ...declared(whole, "files_analyzed functions_analyzed dependency_edges call_edges internal_call_edges"),
      avg_cyclomatic: real,
      max_cyclomatic: whole,
      p95_cyclomatic: real,
      ...declared(
        whole,
        "high_complexity_functions file_similarity_pairs function_similarity_pairs max_call_chain_depth",
      ),
      scan_artifact: text,
      ...times,
    },
    unique: ["source_path"],
    indexes: { idx_intel_source_project: ["source_project"] },
  },
  {
    table: "codegraphx_dependency_edges",
    columns: {
      id: number,
      ...declared(text, "source_path source_project file_path import_name"),
      ...declared(whole, "is_internal import_count"),
      ...times,
    },
    unique: ["source_path", "file_path", "import_name"],
    indexes: { idx_dep_source_internal: ["source_path", "is_internal"] },
  },
  {
    table: "codegraphx_call_edges",
    columns: {
      id: number,
      ...declared(text, "source_path source_project caller_uid caller_file callee_name callee_uid"),
      ...declared(whole, "is_internal call_count"),
      ...times,
    },
    unique: ["source_path", "caller_uid", "callee_name", "callee_uid"],
    indexes: { idx_call_source_internal: ["source_path", "is_internal"], idx_call_caller: ["caller_uid"] },
  },
  {
    table: "codegraphx_complexity_nodes",
    columns: {
      id: number,
      ...declared(text, "source_path source_project file_path function_uid function_name"),
      ...declared(whole, "start_line end_line"),
      language: text,
      ...declared(whole, "cyclomatic call_count"),
      ...times,
    },
    unique: ["source_path", "function_uid"],
    indexes: { idx_complexity_source_score: ["source_path", "cyclomatic"] },
  },
  {
    table: "codegraphx_similarity_pairs",
    columns: {
      id: number,
      ...declared(text, "source_path source_project pair_type left_id right_id"),
      similarity: real,
      evidence_json: text,
      ...times,
    },
    unique: ["source_path", "pair_type", "left_id", "right_id"],
    indexes: { idx_similarity_source_type: ["source_path", "pair_type"], idx_similarity_score: ["similarity"] },
  },
];

/** Every table of CodeGraphX's file. */
export const shapes: readonly Shape[] = [
  projectsShape,
  enrichmentShape,
  fileSignalsShape,
  projectSignalsShape,
  ...otherShapes,
];

/** The five stable views, in the same columns as in PostgreSQL. */
export const contractViews: readonly string[] = [
  "v_project_health",
  "v_index_coverage",
  "v_collector_projects",
  "v_gap_backlog",
  "v_next_actions",
];
