import type { Looks } from "../../../src/nodes/collect/looks.ts";

/** What the programs of a Mac Studio print, by the names of the looks. */
export const macAnswers: { readonly [look: string]: string } = {
  uname: "Darwin 25.0.0 arm64\n",
  hostname: "ALPHA.local\n",
  version: "ProductName:\t\tmacOS\nProductVersion:\t\t26.0.1\nBuildVersion:\t\t25A362\n",
  sysctl: `hw.model: Mac15,14
hw.memsize: 549755813888
hw.ncpu: 32
hw.physicalcpu: 32
hw.perflevel0.physicalcpu: 24
hw.perflevel1.physicalcpu: 8
hw.optional.arm64: 1
machdep.cpu.brand_string: Apple M3 Ultra
`,
  registry: `+-o J575dAP  <class IOPlatformExpertDevice, id 0x10000026d, registered, matched, active, busy 0 (2012 ms), retain 40>
    {
      "IOPlatformUUID" = "8C5FBA2A-1B7F-5E6E-9C9E-1A2B3C4D5E6F"
      "IOPlatformSerialNumber" = "K7XQ2L9DMN"
      "model" = <"Mac15,14">
    }
`,
  mounts: `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s6 on /System/Volumes/VM (apfs, local, noexec, journaled, noatime, nobrowse)
/dev/disk5s1 on /Volumes/DATA (apfs, local, journaled, noowners)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//arthur@beta.local/Team%20Files on /Volumes/Team Files (smbfs, nodev, nosuid, mounted by arthur)
`,
  disks: `Filesystem     1024-blocks      Used   Available Capacity  Mounted on
/dev/disk3s1s1   965595304  11003492   541234560     2%    /
/dev/disk3s6     965595304   1048596   541234560     1%    /System/Volumes/VM
/dev/disk5s1   15623983104 624959324 14999023780     4%    /Volumes/DATA
`,
  addresses: `lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\tinet 127.0.0.1 netmask 0xff000000
\tinet6 ::1 prefixlen 128
\tinet6 fe80::1%lo0 prefixlen 64 scopeid 0x1
en0: flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500
\tether 00:00:5e:00:53:01
\tinet 192.168.0.80 netmask 0xffffff00 broadcast 192.168.0.255
utun4: flags=8051<UP,POINTOPOINT,RUNNING,MULTICAST> mtu 1280
\tinet 100.106.113.76 --> 100.106.113.76 netmask 0xffffffff
`,
  routes: `   route to: default
destination: default
       mask: default
    gateway: 192.168.0.1
  interface: en0
`,
  ports: `Active Internet connections (including servers)
Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)
tcp4       0      0  127.0.0.1.8765         *.*                    LISTEN
tcp6       0      0  *.5432                 *.*                    LISTEN
tcp4       0      0  *.5432                 *.*                    LISTEN
tcp4       0      0  192.168.0.80.61022     192.168.0.20.5432      ESTABLISHED
`,
  graphics: `Graphics/Displays:

    Apple M3 Ultra:

      Chipset Model: Apple M3 Ultra
      Type: GPU
      Bus: Built-In
      Total Number of Cores: 80
      Metal Support: Metal 4
`,
};

/** What the programs of a small server print. */
export const linuxAnswers: { readonly [look: string]: string } = {
  uname: "Linux 6.12.48 aarch64\n",
  hostname: "gamma\n",
  "os-release": 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nNAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian\n',
  cpuinfo: "processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\nBogoMIPS\t: 50.00\n",
  meminfo: "MemTotal:       16303428 kB\nMemFree:         8063948 kB\n",
  vendor: "Hetzner\n",
  model: "vServer\n",
  mounts: `sysfs /sys sysfs rw,nosuid 0 0
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
nas:/export/work /mnt/team\\040files nfs4 rw,hard,addr=192.168.0.9 0 0
`,
  disks: `Filesystem     1024-blocks     Used Available Capacity Mounted on
/dev/sda1         78614528 31445812  43942084      42% /
`,
  addresses: `1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
2: eth0    inet 192.168.0.30/24 brd 192.168.0.255 scope global eth0\\       valid_lft forever
2: eth0    inet6 fe80::5054:ff:fe12:3456/64 scope link \\       valid_lft forever
`,
  routes: "default via 192.168.0.1 dev eth0 proto dhcp\n192.168.0.0/24 dev eth0 scope link\n",
  ports: `LISTEN 0      128          0.0.0.0:22        0.0.0.0:*
LISTEN 0      128             [::]:22           [::]:*
LISTEN 0      244    127.0.0.1%lo:5432       0.0.0.0:*
`,
  "memory-limit": "2147483648\n",
  "cpu-limit": "150000 100000\n",
};

/** Answers as if the programs had ended well. */
export function answered(answers: { readonly [look: string]: string }): Looks {
  return { text: (name) => answers[name] ?? "", isThere: (name) => name in answers };
}

/** The facts as one object. */
export function asObject(facts: readonly { readonly fact: string; readonly value: unknown }[]): object {
  return Object.fromEntries(facts.map(({ fact, value }) => [fact, value]));
}
