/** Thirty and more kinds of edit: which ids must live on, and how few cards may be new. */
import { describe, expect, test } from "vitest";
import type { Deck, Note } from "#lib/deck";
import { compile } from "../compile.ts";
import { STUDY_NOTE, STUDY_NOTE_JA } from "../testing/index.ts";

type Edit = {
  readonly name: string;
  readonly before?: string;
  readonly after: string | readonly Note[];
  /** Cards that the edit truly makes or removes. */
  readonly added?: number;
  readonly removed?: number;
};

const changed = (from: string | RegExp, to: string, note = STUDY_NOTE): string => {
  const after = note.replace(from, to);
  expect(after).not.toBe(note);
  return after;
};

const [firstHalf = "", secondHalf = ""] = STUDY_NOTE.split(/(?=## 4\.)/);

const EDITS: readonly Edit[] = [
  { name: "nothing", after: STUDY_NOTE },
  { name: "heading renamed", after: changed("## 2. Probes", "## 2. Health checks") },
  { name: "note's title renamed", after: changed("# Keeping Pods alive", "# Living Pods") },
  {
    name: "question heading reworded",
    after: changed("What deletes a Pod?", "What does delete a Pod?"),
  },
  {
    name: "headings renumbered",
    after: STUDY_NOTE.replace(/^## (\d)\./gm, (_, at) => `## ${Number(at) + 2}.`),
  },
  { name: "numbering removed", after: STUDY_NOTE.replace(/^## \d\. /gm, "## ") },
  { name: "numbering made deeper", after: STUDY_NOTE.replace(/^## (\d)\. /gm, "### 4.$1 ") },
  {
    name: "bullets reordered",
    after: changed(/(- kube-scheduler.*\n)(- \*\*etcd.*\n)/, "$2$1"),
  },
  {
    name: "typo fixed in an answer",
    before: changed("replicated by Raft", "replicatd by Raft"),
    after: STUDY_NOTE,
  },
  {
    name: "typo fixed in a term",
    before: changed("kube-scheduler:", "kube-schedular:"),
    after: STUDY_NOTE,
  },
  {
    name: "answer reworded",
    after: changed(
      "chooses a node for every Pod that has none yet",
      "picks the node for every Pod that has none so far",
    ),
  },
  {
    name: "answer made longer",
    after: changed("on its own node", "on its own node and reports their state"),
  },
  { name: "number in an answer changed", after: changed("30 seconds", "45 seconds") },
  { name: "moved to another note", after: [{ path: "other.md", text: STUDY_NOTE }] },
  {
    name: "file renamed and edited",
    after: [{ path: "other.md", text: changed("replicated by Raft", "replicated with Raft") }],
  },
  {
    name: "note split in two",
    after: [
      { path: "note.md", text: firstHalf },
      { path: "two.md", text: secondHalf },
    ],
  },
  {
    name: "part moved to another note and edited",
    after: [
      { path: "note.md", text: firstHalf },
      {
        path: "two.md",
        text: secondHalf.replace(
          "The containers get the TERM signal",
          "Then the containers get the TERM signal",
        ),
      },
    ],
  },
  {
    name: "sections swapped",
    after: STUDY_NOTE.replace(/(## 2\.[\s\S]*?)(## 3\.[\s\S]*?)(?=## 4)/, "$2$1"),
  },
  { name: "emphasis added", after: changed("kube-proxy:", "**kube-proxy**:") },
  { name: "emphasis removed", after: changed("**etcd**", "etcd") },
  { name: "code marks added", after: changed("- readinessProbe", "- `readinessProbe`") },
  {
    name: "link target changed",
    after: changed("https://kubernetes.io/docs/a", "https://example.org/b/c?d=e"),
  },
  { name: "link removed", after: changed(/\[grace period\]\([^)]*\)/, "grace period") },
  {
    name: "ASCII colon to full width",
    after: STUDY_NOTE_JA,
    before: STUDY_NOTE_JA.replace(/：/g, ": "),
  },
  {
    name: "full-width letters and digits",
    after: changed("30秒", "３０秒", STUDY_NOTE_JA),
    before: STUDY_NOTE_JA,
  },
  {
    name: "Japanese full stops added",
    after: STUDY_NOTE_JA.replace(/(選ぶ|決める|見守る)$/gm, "$1。"),
    before: STUDY_NOTE_JA,
  },
  {
    name: "Japanese comma style",
    after: changed("起動し見守る", "起動し、見守る", STUDY_NOTE_JA),
    before: STUDY_NOTE_JA,
  },
  {
    name: "chapters renumbered",
    after: STUDY_NOTE_JA.replace(/第(\d)章/g, (_, at) => `第${Number(at) + 1}章`),
    before: STUDY_NOTE_JA,
  },
  { name: "list marker changed", after: STUDY_NOTE.replace(/^( *)- (?!name: web)/gm, "$1* ") },
  {
    name: "bullets to numbers",
    after: STUDY_NOTE.replace(/^- (kube-|\*\*etcd|`kubelet)/gm, "1. $1"),
  },
  { name: "indentation of four", after: STUDY_NOTE.replace(/^ {2}- /gm, "    - ") },
  { name: "tabs for indentation", after: STUDY_NOTE.replace(/^ {2}- /gm, "\t- ") },
  {
    name: "nested one level deeper",
    after: STUDY_NOTE.replace(
      /^(- (?:readiness|liveness|Sources).*| {2}- (?:decides|literals|keys).*)$/gm,
      "  $1",
    ).replace("## 2. Probes\n", "## 2. Probes\n\n- Kinds of probes\n"),
  },
  {
    name: "sibling added",
    after: changed(
      "- kube-proxy:",
      "- cloud-controller-manager: talks to the provider's own interfaces\n- kube-proxy:",
    ),
    added: 2,
  },
  { name: "sibling removed", after: changed(/- kube-proxy:.*\n/, ""), removed: 2 },
  {
    name: "item added to a list",
    after: changed("  - keys of a Secret", "  - keys of a Secret\n  - fields of the Pod"),
  },
  { name: "table row reordered", after: changed(/(\| Allow.*\n)(\| Forbid.*\n)/, "$2$1") },
  {
    name: "table row added",
    after: changed("| Replace |", "| Queue | a new run waits for its turn in line |\n| Replace |"),
    added: 2,
  },
  {
    name: "table header renamed",
    after: changed("| Policy | Effect |", "| Policy | What happens |"),
  },
  { name: "table aligned", after: changed("|---|---|", "|:------|:----:|") },
  {
    name: "column added",
    after: STUDY_NOTE.replace(
      /^\| (Policy|Allow|Forbid|Replace) \| (.*) \|$/gm,
      "| $1 | $2 | $1 again |",
    ).replace("|---|---|", "|---|---|---|"),
    added: 3,
    removed: 4,
  },
  { name: "step reworded", after: changed("runs the preStop hook", "first runs the preStop hook") },
  { name: "command's flag added", after: changed("pod --all`", "pod --all --timeout=5s`") },
  {
    name: "purpose of a command reworded",
    after: changed("Wait until every Pod is gone", "Wait until all the Pods are gone"),
  },
  { name: "YAML value changed", after: changed("replicas: 3", "replicas: 5") },
  {
    name: "YAML comment changed",
    after: changed("how many copies are wanted", "how many copies shall run"),
  },
  {
    name: "YAML comment sign changed",
    after: changed("# how many copies", "// how many copies"),
    added: 1,
  },
  { name: "image changed", after: changed("shop/web:1", "shop/web:2") },
  {
    name: "sentence before the manifest changed",
    after: changed("Three copies behind one name:", "Three copies that share one name:"),
  },
  { name: "blank lines added", after: STUDY_NOTE.replace(/\n\n/g, "\n\n\n\n") },
  { name: "spaces at the ends of lines", after: STUDY_NOTE.replace(/$/gm, "  ") },
  { name: "byte order mark", after: `\uFEFF${STUDY_NOTE}` },
  { name: "Windows line ends", after: STUDY_NOTE.replace(/\n/g, "\r\n") },
  { name: "front matter added", after: `---\ntitle: Pods\ntags: [a]\n---\n${STUDY_NOTE}` },
  {
    name: "table of contents added",
    after: changed(
      "## 1.",
      "## Contents\n\n- [Control plane](#a)\n- [Probes](#b)\n- [Policies](#c)\n\n## 1.",
    ),
  },
  {
    name: "paragraph put in front",
    after: changed("## 1.", "Some words that open the note.\n\n## 1."),
  },
];

const notesOf = (after: Edit["after"]): readonly Note[] =>
  typeof after === "string" ? [{ path: "note.md", text: after }] : after;

const ids = (deck: Deck) => new Set(deck.cards.map(({ id }) => id));

describe("edits keep cards", () => {
  test.each(EDITS.map((edit) => [edit.name, edit] as const))("%s", (_name, edit) => {
    const { before = STUDY_NOTE, after, added = 0, removed = 0 } = edit;
    const first = compile([{ path: "note.md", text: before }]);
    const second = compile(notesOf(after), { previous: first });
    const fresh = second.cards.filter(({ matched }) => matched === "new").map(({ front }) => front);
    const lost = first.cards
      .filter(({ id }) => second.retired.includes(id))
      .map(({ front }) => front);
    expect({ fresh: fresh.length, lost: lost.length, of: [...fresh, ...lost] }).toMatchObject({
      fresh: added,
      lost: removed,
    });
    expect(ids(second).size).toBe(second.cards.length);
    const scenarios = new Set(first.scenarios.map(({ id }) => id));
    expect(second.scenarios.every(({ id }) => scenarios.has(id))).toBe(true);
  });

  test("there are more than thirty kinds", () => {
    expect(EDITS.length).toBeGreaterThan(30);
  });
});

describe("cards that go and come back", () => {
  const without = changed(/- kube-proxy:.*\n/, "");

  test("a deleted fact is retired, and revived with its id", () => {
    const first = compile([{ path: "note.md", text: STUDY_NOTE }]);
    const second = compile([{ path: "note.md", text: without }], { previous: first });
    const third = compile([{ path: "note.md", text: STUDY_NOTE }], { previous: second });
    expect(second.retired).toHaveLength(2);
    expect(third.retired).toEqual([]);
    expect(ids(third)).toEqual(ids(first));
    const revived = third.cards.filter(({ matched }) => matched === "revived");
    expect(new Set(revived.map(({ id }) => id))).toEqual(new Set(second.retired));
  });

  test("an edited fact that was deleted is revived as well", () => {
    const edited = changed(
      "turns Services into packet rules",
      "turns every Service into packet rules",
    );
    const first = compile([{ path: "note.md", text: STUDY_NOTE }]);
    const second = compile([{ path: "note.md", text: edited }], { previous: first });
    const third = compile([{ path: "note.md", text: without }], { previous: second });
    const fourth = compile([{ path: "note.md", text: edited }], { previous: third });
    expect(ids(fourth)).toEqual(ids(first));
  });

  test("only the ids of retired cards are known: the same words revive them", () => {
    const first = compile([{ path: "note.md", text: STUDY_NOTE }]);
    const second = compile([{ path: "note.md", text: without }], { previous: first });
    const { retiredCards: _dropped, ...known } = second;
    const third = compile([{ path: "note.md", text: STUDY_NOTE }], { previous: known });
    expect(ids(third)).toEqual(ids(first));
    expect(third.retired).toEqual([]);
  });
});

describe("cards that must not be confused", () => {
  test("another fact in place of a deleted one is new", () => {
    const first = compile([
      { path: "a.md", text: "# Kinds\n\n- Job: runs a piece of work to its end" },
    ]);
    const after = "# Kinds\n\n- Ingress: sends requests from outside by their host";
    const second = compile([{ path: "a.md", text: after }], { previous: first });
    expect(second.cards.every(({ matched }) => matched === "new")).toBe(true);
    expect(second.retired).toHaveLength(first.cards.length);
  });

  test("both directions of one definition keep their own ids when the words change", () => {
    const first = compile([
      { path: "a.md", text: "# Node\n\n- kubelet: starts the containers of its node" },
    ]);
    const after = "# Node\n\n- kubelet: starts all the containers of its node";
    const second = compile([{ path: "a.md", text: after }], { previous: first });
    expect(second.cards.map(({ id }) => id)).toEqual(first.cards.map(({ id }) => id));
  });

  test("a middling likeness is asked about, not decided", () => {
    const first = compile([
      {
        path: "a.md",
        text: "# Lease\n\n- Holder: writes its name and renews it every ten seconds",
      },
    ]);
    const after = "# Lease\n\n- Owner: writes its name there and must renew it now and then";
    const second = compile([{ path: "a.md", text: after }], { previous: first });
    expect(second.uncertain.length).toBeGreaterThan(0);
    expect(second.uncertain.every(({ similarity }) => similarity >= 0.45 && similarity < 0.6)).toBe(
      true,
    );
  });

  test("an explicit id outlives any change of words", () => {
    const before = "## What keeps state? #card ^state-store\n\netcd, by Raft.";
    const after = "## Which part stores objects? #card ^state-store\n\nA database with a quorum.";
    const first = compile([{ path: "a.md", text: before }]);
    const second = compile([{ path: "b.md", text: after }], { previous: first });
    expect(second.cards[0]).toMatchObject({ id: first.cards[0]?.id, matched: "explicit-id" });
  });

  test("equal contents get ids of their own, the same ones every time", () => {
    const text = "# A\n\n- Port: 6443\n\n# B\n\n- Port: 6443";
    const once = compile([{ path: "a.md", text }]);
    expect(once.cards).toHaveLength(2);
    expect(ids(once).size).toBe(2);
    expect(compile([{ path: "a.md", text }])).toEqual(once);
  });
});
