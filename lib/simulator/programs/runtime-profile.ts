/**
 * All that a container runtime does otherwise in the cluster in which the cases were recorded than
 * in a real one: one column for each of the two.
 */

export type RuntimeProfile = {
  /** Programs reach Services and names; otherwise addresses alone, and names count as answered. */
  readonly hasNameService: boolean;
  /** Programs on the host's network know its name. */
  readonly knowsHostName: boolean;
  /** Looking whether a tag still means the image that is there is as long as a pull. */
  readonly checksTakeAsLong: boolean;
  /** Images have their own sizes, and pulls the time that these take. */
  readonly hasImageSizes: boolean;
  /** Parts of volumes that are not there yet are made. */
  readonly makesSubPaths: boolean;
  /** Resizes are measured against what the node can give. */
  readonly knowsCapacity: boolean;
  /** Containers take memory, room on the disk and process numbers, and the node may lack them. */
  readonly measuresUsage: boolean;
  /** A script with a trap for SIGTERM ends at once with 0, whatever the trap says. */
  readonly endsAtTraps: boolean;
  /** Files that cannot be opened are told in Go's words instead of a shell's. */
  readonly speaksGo: boolean;
  /** `grep -c` shows lines instead of counting them. */
  readonly countsNoLines: boolean;
  /** Servers are as the real ones: what they print, hold and need, and by which name they run. */
  readonly knowsServers: boolean;
  /** Programs that do nothing, whoever runs them. */
  readonly silent: ReadonlySet<string>;
  /** Programs that do nothing outside of a shell. */
  readonly silentAlone: ReadonlySet<string>;
};

export const REAL_RUNTIME: RuntimeProfile = {
  hasNameService: true,
  knowsHostName: true,
  checksTakeAsLong: false,
  hasImageSizes: true,
  makesSubPaths: true,
  knowsCapacity: true,
  measuresUsage: true,
  endsAtTraps: false,
  speaksGo: false,
  countsNoLines: false,
  knowsServers: true,
  silent: new Set(),
  silentAlone: new Set(),
};

export const RECORDED_RUNTIME: RuntimeProfile = {
  hasNameService: false,
  knowsHostName: false,
  checksTakeAsLong: true,
  hasImageSizes: false,
  makesSubPaths: false,
  knowsCapacity: false,
  measuresUsage: false,
  endsAtTraps: true,
  speaksGo: true,
  countsNoLines: true,
  knowsServers: false,
  silent: new Set(
    "cut dd dirname egrep find getent mv nc nslookup sha256sum tr uniq which".split(" "),
  ),
  silentAlone: new Set(["[", "test"]),
};
