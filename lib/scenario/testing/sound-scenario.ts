/** A small scenario without any fault, as its author's files; tests break one thing in it. */
import type { ScenarioFiles } from "../read/folder.ts";

const FILES: Readonly<Record<string, string>> = {
  "scenario.yaml": `title: {en: Settings, ja: 設定}
domains: [CKA-WS]
minutes: 3
difficulty: 1
parameters:
  colour: [red, blue]
hints:
- Look at the ConfigMap.
`,
  "cluster.yaml": `objects:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: settings}
  data: {colour: green}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: prices}
  data: {tea: "3"}
`,
  "expect.yaml": `criteria:
- name: the colour is set
  points: 2
  eventually: {within: 30s}
  object:
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {colour: \${colour}}
gates:
- name: the prices were left alone
  cost: 1
  unchanged: {apiVersion: v1, kind: ConfigMap, metadata: {name: prices}}
`,
  "task.en.md": `Set \`colour\` to \${colour} in the ConfigMap \`settings\`.
`,
  "task.ja.md": `ConfigMap \`settings\` の \`colour\` を \${colour} にしてください。
`,
  "solutions/apply.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {colour: \${colour}}
`,
  "solutions/patch.sh": `# two words are enough
kubectl patch configmap settings --type=merge -p '{"data":{"colour":"\${colour}"}}'
`,
  "mistakes/another-colour/mistake.yaml": `fails: [the colour is set]
feedback: ConfigMap settings
`,
  "mistakes/another-colour/submission.yaml": `apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {colour: grey}
`,
  "mistakes/cheaper-tea/mistake.yaml": `fails: [the colour is set, the prices were left alone]
feedback: ConfigMap prices was to be left as it is.
`,
  "mistakes/cheaper-tea/submission.sh": `kubectl patch configmap prices -p '{"data":{"tea":"2"}}'
`,
};

/** The files with some of them replaced by other texts, or by nothing. */
export function soundFiles(
  changed: Readonly<Record<string, string | ((text: string) => string) | undefined>> = {},
): ScenarioFiles {
  const files = new Map(Object.entries(FILES));
  for (const [name, change] of Object.entries(changed)) {
    const text = typeof change === "function" ? change(files.get(name) ?? "") : change;
    if (text === undefined) files.delete(name);
    else files.set(name, text);
  }
  return files;
}
