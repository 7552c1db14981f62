/** Which texts are commands worth recalling, and which are recipes that every terminal knows. */
import { present } from "#lib/shared";

const TOOL =
  /^(?:kubectl|k|helm|kubeadm|crictl|etcdctl|kustomize|minikube|kind|kubectx|kubens|stern|k9s|velero|istioctl|calicoctl|systemctl|journalctl|ctr|nerdctl|argocd|flux|docker|podman)\s+\S/;
const INSTALL = /^(?:helm (?:repo|install|upgrade)|kubectl krew|minikube addons)\b|https?:\/\//;

/** The command without its prompt; several lines joined by `\` are one. */
export function bareCommand(line: string): string {
  return line
    .replace(/\\\n\s*/g, " ")
    .trim()
    .replace(/^[$＄#%>❯]\s*/, "")
    .trim();
}

export function isCommand(text: string): boolean {
  const command = bareCommand(text);
  if (!TOOL.test(command) || command.length > 200) return false;
  return !INSTALL.test(command);
}

/** Lines of a shell block as commands with the comment above each. */
export type ShellLine = {
  readonly comment: string;
  readonly command: string;
  /** Index of the line in the block, from 0. */
  readonly line: number;
};

export function shellLines(text: string): ShellLine[] {
  const found: ShellLine[] = [];
  let comment = "";
  const lines = text.split("\n");
  const lineAt = (at: number) => present(lines[at], "a line of the block").trim();
  for (let at = 0; at < lines.length; at++) {
    const first = lineAt(at);
    if (first === "") {
      comment = "";
      continue;
    }
    if (/^(?:#+|\/\/)\s*\S/.test(first) && !isCommand(first)) {
      comment = first.replace(/^(?:#+|\/\/)\s*/, "");
      continue;
    }
    const from = at;
    let command = first;
    while (command.endsWith("\\") && at + 1 < lines.length) {
      command = `${command.slice(0, -1).trim()} ${lineAt(++at)}`;
    }
    const parts = /^(.*?\S)\s+(?:#|\/\/)\s+(\S.*)$/.exec(command);
    const trailing = parts?.[2] ?? "";
    found.push({
      comment: trailing === "" ? comment : trailing,
      command: bareCommand(parts?.[1] ?? command),
      line: from,
    });
    comment = "";
  }
  return found;
}

/** The command, and for kubectl also with the alias `k`. */
export function commandAnswers(command: string): readonly string[] {
  const short = command.replace(/^kubectl\b/, "k");
  return short === command ? [command] : [command, short];
}
