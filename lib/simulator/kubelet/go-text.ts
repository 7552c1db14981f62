/** Texts as Go prints them. */

/** `1.2s`, `300ms`, `1m30s`, `10s`. */
export function durationText(ms: number): string {
  if (ms === 0) return "0s";
  if (ms < 1000) return `${trimZeros(ms)}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = trimZeros((ms % 60_000) / 1000);
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}

function trimZeros(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** `web_shop(1234-…)`: how the kubelet names a pod in messages. */
export function podText(pod: {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly uid: string;
  };
}): string {
  const { name, namespace, uid } = pod.metadata;
  return `${name}_${namespace ?? "default"}(${uid})`;
}
