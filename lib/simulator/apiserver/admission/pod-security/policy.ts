/** The policy that a namespace's labels ask for, and what of its labels is wrong. */
import { type FieldError, invalid } from "../../../api/field-error.ts";
import type { Level } from "./check.ts";

const PREFIX = "pod-security.kubernetes.io/";
const LEVELS: readonly Level[] = ["privileged", "baseline", "restricted"];
const MODES = ["enforce", "audit", "warn"] as const;

type Mode = (typeof MODES)[number];

export type LevelVersion = {
  readonly level: Level;
  /** `latest` or `v1.24` */
  readonly version: string;
};

export type Policy = Readonly<Record<Mode, LevelVersion>> & {
  readonly faults: readonly FieldError[];
};

type Labels = Readonly<Record<string, string>>;

/** Undefined when no label asks for anything: everything is allowed. */
export function policyOf(labels: Labels | undefined): Policy | undefined {
  if (labels === undefined || !MODES.some((mode) => asks(labels, mode))) return undefined;
  const faults: FieldError[] = [];
  const read = (mode: Mode): LevelVersion => {
    const wanted = labels[`${PREFIX}${mode}`];
    const level = wanted === undefined ? "privileged" : LEVELS.find((one) => one === wanted);
    if (level === undefined) {
      faults.push(fault(mode, wanted ?? "", `must be one of ${LEVELS.join(", ")}`));
    }
    const version = labels[`${PREFIX}${mode}-version`] ?? "latest";
    const isGood = version === "latest" || /^v1\.(\d|[1-9]\d*)$/.test(version);
    if (!isGood) faults.push(fault(`${mode}-version`, version, 'must be "latest" or "v1.x"'));
    const fallback = mode === "enforce" ? "restricted" : "privileged";
    return { level: level ?? fallback, version: isGood ? version : "latest" };
  };
  const enforce = read("enforce");
  const audit = read("audit");
  const warn = read("warn");
  const wanted = labels[`${PREFIX}enforce`];
  const follows = labels[`${PREFIX}warn`] === undefined && wanted === enforce.level;
  const stricter = follows && enforce.level !== "privileged";
  const ownVersion = labels[`${PREFIX}warn-version`] !== undefined;
  const warned = { level: enforce.level, version: ownVersion ? warn.version : enforce.version };
  return { enforce, audit, warn: stricter ? warned : warn, faults };
}

function asks(labels: Labels, mode: Mode): boolean {
  return labels[`${PREFIX}${mode}`] !== undefined || `${PREFIX}${mode}-version` in labels;
}

function fault(label: string, value: string, why: string): FieldError {
  return invalid(`metadata.labels[${PREFIX}${label}]`, value, why);
}

/** `baseline:latest` */
export function levelText({ level, version }: LevelVersion): string {
  return `${level}:${version}`;
}

export function isStricter(one: Level, other: Level): boolean {
  return LEVELS.indexOf(one) > LEVELS.indexOf(other);
}
