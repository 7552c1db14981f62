/** A small edit that makes another kind of card of a fact: its history goes on. */
import { describe, expect, test } from "vitest";
import type { CardKind } from "#lib/deck";
import { compile } from "../compile.ts";

type Flip = {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** The card's kind before and after the edit. */
  readonly kinds: readonly [CardKind, CardKind];
};

const STEPS = ["The Pod gets a deletion time.", "preStop runs.", "SIGTERM is sent to it."];
const numbered = (steps: readonly string[]) =>
  steps.map((step, at) => `${at + 1}. ${step}`).join("\n");

const FLIPS: readonly Flip[] = [
  {
    name: "a typo in kubectl below a purpose",
    before: "- Wait until all Pods are gone\n  - `kubectl wait --for=delete pod --all`",
    after: "- Wait until all Pods are gone\n  - `kubctl wait --for=delete pod --all`",
    kinds: ["command", "basic"],
  },
  {
    name: "a typo in kubectl before its explanation",
    before: "- `kubectl get po -o wide`: shows the node of each Pod",
    after: "- `kubctl get po -o wide`: shows the node of each Pod",
    kinds: ["command", "basic"],
  },
  {
    name: "a typo in kubectl, in Japanese",
    before: "- ノード名の表示\n  - `kubectl get po -o wide`",
    after: "- ノード名の表示\n  - `kubctl get po -o wide`",
    kinds: ["command", "basic"],
  },
  {
    name: "a typo in kubectl in a table",
    before: "| Purpose | How |\n|---|---|\n| list the nodes | `kubectl get nodes` |",
    after: "| Purpose | How |\n|---|---|\n| list the nodes | `kubctl get nodes` |",
    kinds: ["command", "basic"],
  },
  {
    name: "one of three steps deleted",
    before: `Steps of the deletion:\n\n${numbered(STEPS)}`,
    after: `Steps of the deletion:\n\n${numbered(STEPS.slice(0, 2))}`,
    kinds: ["ordering", "list"],
  },
  {
    name: "the first of three steps below a heading deleted",
    before: `## Steps of a deletion\n\n${numbered(STEPS)}`,
    after: `## Steps of a deletion\n\n${numbered(STEPS.slice(1))}`,
    kinds: ["ordering", "list"],
  },
  {
    name: "the longest of three steps deleted, in Japanese",
    before: `## 削除の手順\n\n${numbered(["APIサーバーが削除の時刻を記録して全員に知らせる。", "preStopが動く。", "TERMが届く。"])}`,
    after: `## 削除の手順\n\n${numbered(["preStopが動く。", "TERMが届く。"])}`,
    kinds: ["ordering", "list"],
  },
  {
    name: "numbers of the steps taken away",
    before: `Steps of the deletion:\n\n${numbered(STEPS)}`,
    after: `Steps of the deletion:\n\n${STEPS.map((step) => `- ${step}`).join("\n")}`,
    kinds: ["ordering", "list"],
  },
  {
    name: "one of two points deleted",
    before: "- Sources of environment values\n  - literals\n  - keys of a ConfigMap",
    after: "- Sources of environment values\n  - literals",
    kinds: ["list", "basic"],
  },
  {
    name: "a second point added",
    before: "- Benefits\n  - It replaces Pods step by step",
    after:
      "- Benefits\n  - It replaces Pods step by step\n  - It can go back to an earlier template",
    kinds: ["basic", "list"],
  },
  {
    name: "the answer of a question heading made a list",
    before: "## What deletes a Pod?\n\nThe kubelet, when the grace period is over.",
    after:
      "## What deletes a Pod?\n\n- The kubelet, when the grace period is over.\n- The garbage collector.",
    kinds: ["basic", "list"],
  },
  {
    name: "a number taken out of a warning",
    before: "The Secret must not be longer than at most 1 MiB in the end.",
    after: "The Secret must not be longer than a mebibyte in the end.",
    kinds: ["cloze", "basic"],
  },
  {
    name: "a cause added to a number",
    before: "Eviction begins after 5 minutes on such a node.",
    after: "Eviction begins late on such a node because short outages pass after 5 minutes.",
    kinds: ["cloze", "cloze"],
  },
  {
    name: "«whereas» taken out of a comparison",
    before: "A Job is a run that ends with its Pods, whereas a Deployment starts them again.",
    after: "A Job is a run that ends with its Pods, a Deployment starts them again.",
    kinds: ["contrast", "basic"],
  },
];

const noteOf = (text: string) => [{ path: "note.md", text: `# Pods\n\n${text}` }];

describe("a fact that changes its kind of card", () => {
  test.each(FLIPS.map((flip) => [flip.name, flip] as const))(
    "%s",
    (_, { before, after, kinds }) => {
      for (const [from, to, [old, fresh]] of [
        [before, after, kinds],
        [after, before, [kinds[1], kinds[0]]],
      ] as const) {
        const first = compile(noteOf(from));
        const second = compile(noteOf(to), { previous: first });
        const olds = new Set(first.cards.filter(({ kind }) => kind === old).map(({ id }) => id));
        const heirs = second.cards.filter(({ id }) => olds.has(id)).map(({ kind }) => kind);
        expect(heirs).toEqual([fresh]);
      }
    },
  );
});

test("a command keeps its card when its purpose is told in other words", () => {
  const purpose = (text: string) => noteOf(`- ${text}\n  - \`kubectl get deployments\``);
  const first = compile(purpose("Check the deployments"));
  const second = compile(purpose("To see whether the deployment is there, use this"), {
    previous: first,
  });
  expect(second.cards.map(({ id }) => id)).toEqual(first.cards.map(({ id }) => id));
});

describe("a fact of another kind that is another fact", () => {
  test.each([
    [
      "a command in place of a definition of the same name",
      "- Lease: a small object that its holder renews",
      "- Lease\n  - `kubectl get lease -n kube-node-lease`",
    ],
    [
      "a list in place of an explanation",
      "- Benefits\n  - It replaces Pods step by step",
      "- Benefits\n  - fewer nodes\n  - less to pay",
    ],
    [
      "another command for another purpose",
      "- Show the labels\n  - `kubectl get pods --show-labels`",
      "- Remove a label\n  - `kubctl label pod web tier-`",
    ],
  ])("%s", (_, before, after) => {
    const first = compile(noteOf(before));
    const second = compile(noteOf(after), { previous: first });
    expect(second.cards.map(({ matched }) => matched)).toEqual(second.cards.map(() => "new"));
  });
});
