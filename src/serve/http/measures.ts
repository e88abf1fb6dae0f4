/** One request that was answered. */
export interface Measured {
  /** The route's form, never an address that somebody typed. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** Counts what the server does, for Prometheus. */
export interface Measures {
  count(measured: Measured): void;
  /** More or fewer open event streams. */
  streams(change: 1 | -1): void;
  /** The text form of Prometheus. */
  text(): string;
}

const bounds = [5, 25, 100, 250, 1_000, 5_000] as const;

/** Measures of one server, from zero. */
export function createMeasures(): Measures {
  const requests = new Map<string, number>();
  const buckets = bounds.map(() => 0);
  let answered = 0;
  let spent = 0;
  let open = 0;
  return {
    count: ({ route, status, ms }) => {
      const name = `route="${route}",status="${status}"`;
      requests.set(name, (requests.get(name) ?? 0) + 1);
      bounds.forEach((bound, at) => ms <= bound && (buckets[at] = (buckets[at] ?? 0) + 1));
      answered += 1;
      spent += ms;
    },
    streams: (change) => void (open += change),
    text: () => {
      const { rss } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      return [
        ...head("v7_http_requests_total", "counter", "Requests by route and status."),
        ...[...requests].map(([name, times]) => `v7_http_requests_total{${name}} ${times}`),
        ...head("v7_http_request_duration_seconds", "histogram", "How long answers took."),
        ...bounds.map(
          (bound, at) => `v7_http_request_duration_seconds_bucket{le="${bound / 1_000}"} ${buckets[at] ?? 0}`,
        ),
        `v7_http_request_duration_seconds_bucket{le="+Inf"} ${answered}`,
        `v7_http_request_duration_seconds_sum ${(spent / 1_000).toFixed(6)}`,
        `v7_http_request_duration_seconds_count ${answered}`,
        ...head("v7_event_streams", "gauge", "Browsers that listen for changes."),
        `v7_event_streams ${open}`,
        ...head("process_resident_memory_bytes", "gauge", "Memory of the server."),
        `process_resident_memory_bytes ${rss}`,
        ...head("process_cpu_seconds_total", "counter", "Processor time of the server."),
        `process_cpu_seconds_total ${((user + system) / 1e6).toFixed(3)}`,
        "",
      ].join("\n");
    },
  };
}

function head(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}
