import { describe, expect, test } from "vitest";
import { readDisks } from "../../../src/nodes/collect/read-disks.ts";
import { readLinux } from "../../../src/nodes/collect/read-linux.ts";
import { readMac } from "../../../src/nodes/collect/read-mac.ts";
import { answered, asObject, linuxAnswers, macAnswers } from "./answers.ts";

describe("a Mac", () => {
  test("tells what it is, where it is reached and what listens there", () => {
    expect(asObject(readMac(answered(macAnswers)))).toEqual({
      "hardware.model": "Mac15,14",
      "hardware.cpu_model": "Apple M3 Ultra",
      "hardware.cpu_cores": 32,
      "hardware.cpu_performance_cores": 24,
      "hardware.cpu_efficiency_cores": 8,
      "hardware.ram_gb": 512,
      "hardware.architecture": "ARM64",
      "hardware.serial_number": "K7XQ2L9DMN",
      "hardware.gpu_model": "Apple M3 Ultra",
      "hardware.gpu_cores": 80,
      "os.name": "macOS",
      "os.version": "26.0.1 (Darwin 25.0.0)",
      "os.host_name": "ALPHA.local",
      "network.gateway": "192.168.0.1",
      "interface/127.0.0.1": { name: "lo0", prefix: 8 },
      "interface/::1": { name: "lo0", prefix: 128 },
      "interface/fe80::1": { name: "lo0", prefix: 64 },
      "interface/192.168.0.80": { name: "en0", prefix: 24 },
      "interface/100.106.113.76": { name: "utun4", prefix: 32 },
      "port/5432": { addresses: ["0.0.0.0", "::"] },
      "port/8765": { addresses: ["127.0.0.1"] },
    });
  });

  test("with Intel's processor has one kind of core; what a virtual one does not tell is no fact", () => {
    const { graphics: _, ...others } = macAnswers;
    const intel =
      "hw.model: MacBookPro16,1\nhw.memsize: 17179869184\nhw.ncpu: 12\nmachdep.cpu.brand_string: Intel(R) Core(TM) i7\n";
    const facts = asObject(readMac(answered({ ...others, uname: "Darwin 24.6.0 x86_64\n", sysctl: intel })));
    expect(facts).toMatchObject({ "hardware.cpu_cores": 12, "hardware.architecture": "x86_64" });
    expect(facts).not.toHaveProperty("hardware.cpu_efficiency_cores");
    expect(facts).not.toHaveProperty("hardware.gpu_model");
  });

  test("has disks with their room; what lies on other machines is named alone", () => {
    expect(asObject(readDisks(answered(macAnswers)))).toEqual({
      "mount//": { device: "/dev/disk3s1s1", type: "apfs", remote: false, sizeGb: 920.9, freeGb: 516.2 },
      "mount//System/Volumes/VM": { device: "/dev/disk3s6", type: "apfs", remote: false, sizeGb: 920.9, freeGb: 516.2 },
      "mount//Volumes/DATA": {
        device: "/dev/disk5s1",
        type: "apfs",
        remote: false,
        sizeGb: 14_900.2,
        freeGb: 14_304.2,
      },
      "mount//System/Volumes/Data/home": { device: "map auto_home", type: "autofs", remote: true },
      "mount//Volumes/Team Files": { device: "//arthur@beta.local/Team%20Files", type: "smbfs", remote: true },
    });
  });
});

describe("a Linux machine", () => {
  test("tells what it is, what a container may use of it, and what listens there", () => {
    expect(asObject(readLinux(answered(linuxAnswers)))).toEqual({
      "hardware.model": "Hetzner vServer",
      "hardware.cpu_cores": 2,
      "hardware.ram_gb": 16,
      "hardware.architecture": "ARM64",
      "os.name": "Debian GNU/Linux",
      "os.version": "13 (Linux 6.12.48)",
      "os.host_name": "gamma",
      "container.memory_limit_bytes": 2_147_483_648,
      "container.cpu_limit": 1.5,
      "network.gateway": "192.168.0.1",
      "interface/127.0.0.1": { name: "lo", prefix: 8 },
      "interface/192.168.0.30": { name: "eth0", prefix: 24 },
      "interface/fe80::5054:ff:fe12:3456": { name: "eth0", prefix: 64 },
      "port/22": { addresses: ["0.0.0.0", "::"] },
      "port/5432": { addresses: ["127.0.0.1"] },
    });
  });

  test("without ss tells its ports by the kernel's own table", () => {
    const { ports: _, ...others } = linuxAnswers;
    const head = "  sl  local_address rem_address   st tx_queue rx_queue\n";
    const tcp = `${head}   0: 0100007F:1538 00000000:0000 0A 00000000:00000000\n   1: 1E00A8C0:0016 1400A8C0:D2F0 01 00000000:00000000\n`;
    const tcp6 = `${head}   0: 00000000000000000000000000000000:0016 00000000000000000000000000000000:0000 0A 0:0\n`;
    expect(asObject(readLinux(answered({ ...others, tcp, tcp6 })))).toMatchObject({
      "port/22": { addresses: ["::"] },
      "port/5432": { addresses: ["127.0.0.1"] },
    });
  });

  test("whose maker wrote no name has none", () => {
    const facts = asObject(
      readLinux(answered({ ...linuxAnswers, vendor: "To Be Filled By O.E.M.\n", model: "Default string\n" })),
    );
    expect(facts).not.toHaveProperty("hardware.model");
  });

  test("has disks with their room; what lies on other machines is named alone", () => {
    expect(asObject(readDisks(answered(linuxAnswers)))).toEqual({
      "mount//": { device: "/dev/sda1", type: "ext4", remote: false, sizeGb: 75, freeGb: 41.9 },
      "mount//mnt/team files": { device: "nas:/export/work", type: "nfs4", remote: true },
    });
  });
});
