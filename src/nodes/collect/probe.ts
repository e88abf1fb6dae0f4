/** One look at a machine: a program that is run there, or a file that is read. */
export interface Probe {
  /** What its answer is found by. */
  readonly name: string;
  /** Absolute paths of the program, the likeliest first: nobody's PATH is asked. */
  readonly programs: readonly string[];
  readonly words: readonly string[];
  /** Seconds after which it is killed. */
  readonly seconds: number;
}

/** The systems whose machines are known how to be looked at, as `uname -s` names them. */
export type Uname = "Linux" | "Darwin";

/** How a look ended: by itself; its program is not there; killed at its deadline; not to be killed, and left. */
export type ProbeState = "ended" | "absent" | "timeout" | "left";

/** What one look brought. */
export interface ProbeAnswer {
  readonly state: ProbeState;
  /** The program's own; null where it did not end by itself. */
  readonly exit: number | null;
  /** At most `mostBytes`; what is more is cut. */
  readonly output: string;
  /** The beginning of what it complained about. */
  readonly complaint: string;
}

/** All looks at one machine. */
export interface Transcript {
  readonly uname: string;
  /** The machine's own clock, milliseconds since 1970. */
  readonly clock: number;
  readonly answers: ReadonlyMap<string, ProbeAnswer>;
}

/** No program's output is taken beyond this: 1 MiB. */
export const mostBytes = 1_048_576;

const textFile = (name: string, path: string): Probe => ({
  name,
  programs: ["/bin/cat", "/usr/bin/cat"],
  words: [path],
  seconds: 2,
});

/** What is asked of every machine of a system. Each runs beside the others, with LC_ALL=C and nothing to read. */
export const commonProbes: { readonly [system in Uname]: readonly Probe[] } = {
  Linux: [
    { name: "uname", programs: ["/usr/bin/uname", "/bin/uname"], words: ["-srm"], seconds: 2 },
    { name: "hostname", programs: ["/usr/bin/uname", "/bin/uname"], words: ["-n"], seconds: 2 },
    textFile("os-release", "/etc/os-release"),
    textFile("cpuinfo", "/proc/cpuinfo"),
    textFile("meminfo", "/proc/meminfo"),
    textFile("model", "/sys/class/dmi/id/product_name"),
    textFile("vendor", "/sys/class/dmi/id/sys_vendor"),
    textFile("serial", "/sys/class/dmi/id/product_serial"),
    textFile("mounts", "/proc/self/mounts"),
    textFile("memory-limit", "/sys/fs/cgroup/memory.max"),
    textFile("cpu-limit", "/sys/fs/cgroup/cpu.max"),
    textFile("first-process", "/proc/1/cgroup"),
    { name: "disks", programs: ["/bin/df", "/usr/bin/df"], words: ["-lPk"], seconds: 3 },
    { name: "addresses", programs: ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"], words: ["-o", "address"], seconds: 3 },
    { name: "routes", programs: ["/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip"], words: ["route"], seconds: 3 },
    { name: "ports", programs: ["/usr/bin/ss", "/usr/sbin/ss", "/bin/ss"], words: ["-ltnH"], seconds: 3 },
    textFile("tcp", "/proc/net/tcp"),
    textFile("tcp6", "/proc/net/tcp6"),
  ],
  Darwin: [
    { name: "uname", programs: ["/usr/bin/uname"], words: ["-srm"], seconds: 2 },
    { name: "hostname", programs: ["/usr/bin/uname"], words: ["-n"], seconds: 2 },
    { name: "version", programs: ["/usr/bin/sw_vers"], words: [], seconds: 3 },
    {
      name: "sysctl",
      programs: ["/usr/sbin/sysctl"],
      words: [
        "hw.model",
        "hw.memsize",
        "hw.ncpu",
        "hw.physicalcpu",
        "hw.perflevel0.physicalcpu",
        "hw.perflevel1.physicalcpu",
        "hw.optional.arm64",
        "machdep.cpu.brand_string",
      ],
      seconds: 3,
    },
    { name: "registry", programs: ["/usr/sbin/ioreg"], words: ["-rd1", "-c", "IOPlatformExpertDevice"], seconds: 3 },
    { name: "mounts", programs: ["/sbin/mount"], words: [], seconds: 3 },
    { name: "disks", programs: ["/bin/df"], words: ["-lPk"], seconds: 3 },
    { name: "addresses", programs: ["/sbin/ifconfig"], words: ["-a"], seconds: 3 },
    { name: "routes", programs: ["/sbin/route"], words: ["-n", "get", "default"], seconds: 3 },
    { name: "ports", programs: ["/usr/sbin/netstat"], words: ["-anp", "tcp"], seconds: 5 },
    // Takes its time: half a second and more, and nothing where there is no screen.
    { name: "graphics", programs: ["/usr/sbin/system_profiler"], words: ["SPDisplaysDataType"], seconds: 8 },
  ],
};
