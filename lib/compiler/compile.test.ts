/**
 * What a whole compile promises: nothing from rubbish, limits that hold,
 * facts merged, gaps named.
 */
import { describe, expect, test } from "vitest";
import { compile, createCompiler } from "./compile.ts";
import { LIMITS } from "./limit.ts";
import { readNoteBytes } from "./syntax/read-note.ts";
import { STUDY_NOTE, STUDY_NOTE_JA } from "./testing/index.ts";

const one = (text: string, path = "note.md") => compile([{ path, text }]);

const contents = Array.from({ length: 100 }, (_, at) => `- [Chapter ${at}](#chapter-${at})`).join(
  "\n",
);
const links = Array.from({ length: 40 }, (_, at) => `- [Page ${at}](https://a.example/${at})`).join(
  "\n",
);

describe("no card comes from", () => {
  test.each([
    ["a table of contents of 100 lines", `# Notes\n\n## Table of Contents\n\n${contents}`],
    ["a table of contents without a heading", `# Notes\n\n${contents}`],
    ["a Japanese table of contents", `# ノート\n\n## 目次\n\n${contents}`],
    ["link lists", `# Notes\n\n## Reading\n\n${links}\n\nhttps://a.example/x`],
    [
      "references",
      "# Notes\n\n## References\n\n- The book: tells everything there is\n\n## 参考文献\n\n- 本：全部書いてある",
    ],
    ["empty headings", "# Notes\n\n## Pods\n\n## Services\n\n## Jobs"],
    [
      "stubs",
      "# Notes\n\n## Pods\n\nTODO\n\n## Services\n\n~\n\n## Jobs\n\n- TBD\n\n## Nodes\n\nあとで書く",
    ],
    [
      "goals to tick off",
      "# Notes\n\n- [ ] Pod: read about it\n- [x] Node: read about it\n\n## 学習目的\n\n- Podを理解する\n- Nodeを理解する",
    ],
    [
      "installation",
      "# Notes\n\n## Installation\n\n1. Fetch it first.\n2. Unpack it then.\n3. Run it at last.\n\n```sh\n# fetch the tool\nkubectl version\n```",
    ],
    [
      "recipes of the shell",
      "# Notes\n\n```bash\n# go there\ncd /etc\n# load it\ncurl -LO https://a.example/k\nexport KUBECONFIG=/tmp/a\n```",
    ],
    ["trees of folders", "# Notes\n\n```\n.\n├── base\n│   └── web.yaml\n└── prod\n```"],
    ["pictures", "# Notes\n\n![the cluster](./cluster.png)"],
    ["diagrams", "# Notes\n\n```mermaid\ngraph TD\n  A[Pod] --> B[Node]\n```"],
    ["front matter", "---\ntitle: a\nlease: a small object of the API\n---\n"],
    [
      "a part that is switched off",
      "# Notes\n\n## Pods\n\n<!-- card: off -->\n\n- Pod: the smallest unit that runs",
    ],
  ])("%s", (_name, text) => {
    expect(one(text).cards.map(({ front }) => front)).toEqual([]);
  });
});

describe("below a heading about set-up", () => {
  const body = [
    "Ingress is a set of rules for HTTP from outside.",
    "- Ingress class: names the controller that serves an Ingress",
    "```yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web # what Ingresses name\n```",
    "| Path type | Effect |\n|---|---|\n| Exact | the whole path must be equal |",
  ].join("\n\n");
  const steps = [
    "1. Fetch the controller.\n2. Unpack it here.\n3. Wait until it runs.",
    "```sh\n# fetch the controller\nhelm repo add ingress https://a.example\n# look at it\nkubectl get ingressclass\n```",
    "- List the classes: `kubectl get ingressclass`",
  ].join("\n\n");
  const backs = (text: string) => {
    const { cards } = one(`# Notes\n\n${text}`);
    return [...new Set(cards.filter(({ kind }) => kind !== "scenario").map(({ back }) => back))];
  };
  const plain = backs(`### Ingress in Kubernetes\n\n${body}`);

  test.each([
    "Setting Up Ingress in Kubernetes",
    "Install Ingress",
    "How to set up Ingress",
    "Ingress setup",
    "Installation",
    "Ingressのセットアップ手順",
  ])("«%s» facts make the cards that they make elsewhere, and steps none", (heading) => {
    expect(plain.length).toBeGreaterThan(4);
    expect(backs(`### ${heading}\n\n${body}`)).toEqual(plain);
    expect(backs(`### ${heading}\n\n${body}\n\n${steps}`)).toEqual(plain);
    expect(backs(`## ${heading}\n\n### On Linux\n\n${steps}`)).toEqual([]);
    expect(one(`# Notes\n\n### ${heading}`).gaps).toEqual([]);
  });

  test("commands that install nothing are asked for", () => {
    const look = "```sh\n# look at the classes\nkubectl get ingressclass\n```";
    expect(backs(`## Setting up Ingress\n\n${look}`)).toEqual(["`kubectl get ingressclass`"]);
  });

  test("a manifest inside a step is one", () => {
    const step =
      "1. Write it:\n   ```yaml\n   kind: Pod\n   spec:\n     hostNetwork: true # shares the node's addresses\n   ```";
    expect(backs(`## Installation\n\n${step}`)).toEqual(["shares the node's addresses"]);
  });
});

describe("gaps", () => {
  test("headings without a body are named, headings of headings are not", () => {
    const text = "# Notes\n\n## 3.1 Pods\n\n## 3.2 Kinds\n\n### Job\n\nTODO\n\n## References\n";
    expect(one(text).gaps).toEqual([
      { path: "note.md", line: 3, heading: "Pods" },
      { path: "note.md", line: 7, heading: "Job" },
    ]);
  });

  test("a gap behind a heading of the same words is said", () => {
    const found = one(
      "# A\n\n## Pods\n\nA Pod is the smallest unit that runs.\n\n## Pods\n",
    ).diagnostics;
    expect(found).toMatchObject([{ code: "heading/duplicate-hides-gap", line: 7, column: 1 }]);
  });
});

describe("diagnostics", () => {
  test("broken YAML is said at its line of the note", () => {
    const text =
      "# A\n\n- a list\n\n  ```yaml\n  apiVersion: v1\n  kind: Pod\n  metadata: {name: a\n  ```\n";
    expect(one(text).diagnostics).toMatchObject([{ code: "manifest/syntax", severity: "error" }]);
    expect(one(text).diagnostics[0]?.line).toBeGreaterThanOrEqual(6);
  });

  test("// inside quotes and addresses is no comment", () => {
    const text =
      '```yaml\nurl: https://a.example//b\ncommand: "echo // no"\nscript: |\n  // not yaml\n```';
    expect(one(text).diagnostics).toEqual([]);
  });

  test("missing pictures are said where the files are known", () => {
    const text =
      "# A\n\ntext ![a](img/a.png) and ![b](../b%20c.png) and ![c](https://a.example/c.png)";
    const files = ["b c.png"];
    const { diagnostics } = compile([{ path: "notes/a.md", text }], { files });
    expect(diagnostics).toMatchObject([{ code: "image/missing", line: 3, column: 6 }]);
    expect(one(text).diagnostics).toEqual([]);
  });
});

describe("strangers' notes", () => {
  test("a note of more than 5 MiB is refused, the others are compiled", () => {
    const deck = compile([
      { path: "big.md", text: "word ".repeat(LIMITS.noteBytesMax / 4) },
      { path: "good.md", text: STUDY_NOTE },
    ]);
    expect(deck.diagnostics).toMatchObject([{ path: "big.md", line: 1, code: "note/too-large" }]);
    expect(deck.notes.map(({ cards }) => cards > 0)).toEqual([false, true]);
  });

  test("bytes that are no UTF-8 are refused at their place", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("one\ntwo ü\nab"), 0xff, 0x41]);
    const read = readNoteBytes("a.md", bytes);
    expect(read).toMatchObject({
      ok: false,
      error: { code: "note/invalid-utf-8", line: 3, column: 3 },
    });
    expect(readNoteBytes("a.md", new Uint8Array([65, 0, 66]))).toMatchObject({ ok: false });
    expect(readNoteBytes("a.md", new Uint8Array([0xef, 0xbb, 0xbf, 65, 13, 10]))).toEqual({
      ok: true,
      value: "A\n",
    });
  });

  test("an alias bomb is a diagnostic", () => {
    const level = (at: number) =>
      `a${at}: &a${at} [${Array(9)
        .fill(`*a${at - 1}`)
        .join(",")}]`;
    const bomb = ["a0: &a0 [x]", ...Array.from({ length: 9 }, (_, at) => level(at + 1))].join("\n");
    const found = one(`# A\n\n\`\`\`yaml\n${bomb}\n\`\`\`\n\n- Lease: a small object`);
    expect(found.diagnostics[0]?.message).toMatch(/excessive aliasing/);
    expect(found.cards.length).toBeGreaterThan(0);
  });

  test("lists and maps 3,000 deep are cut and said", () => {
    const list = Array.from({ length: 2_000 }, (_, at) => `${"  ".repeat(at)}- level`).join("\n");
    for (const [deep, line] of [
      [list, LIMITS.nestingMax + 1],
      ["- ".repeat(3_000), 1],
      ["> ".repeat(3_000), 1],
    ] as const) {
      expect(one(`${deep}a`).diagnostics).toMatchObject([{ code: "note/nested-too-deep", line }]);
    }
    const map = Array.from({ length: 3_000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n");
    const found = one(`\`\`\`yaml\n${map}\n\`\`\``).diagnostics;
    expect(found).toHaveLength(1);
    expect(found[0]?.severity).not.toBe("info");
  });

  test("tags and scripts of a note reach no card", () => {
    const text =
      '# A\n\n- Pod: a unit <script>alert(1)</script> <img src=x onerror=alert(1)> <b>here</b>\n- Node: <a href="javascript:x">m</a> at <NodeIP>:<port>\n\n<script>\n- Job: hidden\n</script>';
    const words = JSON.stringify(one(text).cards);
    expect(words).not.toMatch(/<script|<img|onerror|<a |hidden/);
    expect(words).toContain("\\\\<NodeIP>");
  });
});

describe("facts in several notes", () => {
  const line = "# Kinds\n\n- ClusterIP: reaches the Service from inside the cluster only";

  test("are one card with all sources", () => {
    const deck = compile([
      { path: "a.md", text: line },
      { path: "b.md", text: `# Types\n\n${line}` },
    ]);
    expect(deck.cards.map(({ sources }) => sources.map(({ path }) => path))).toEqual([
      ["a.md", "b.md"],
      ["a.md", "b.md"],
    ]);
    expect(deck.notes.map(({ cards }) => cards)).toEqual([2, 2]);
  });

  test("a card stays when one of its notes goes", () => {
    const both = compile([
      { path: "a.md", text: line },
      { path: "b.md", text: line },
    ]);
    const left = compile([{ path: "b.md", text: line }], { previous: both });
    expect(left.cards.map(({ id }) => id)).toEqual(both.cards.map(({ id }) => id));
    expect(left.retired).toEqual([]);
  });

  test("a correction is one card for all notes that need it", () => {
    const deck = compile([
      { path: "a.md", text: "PodSecurityPolicy: beta since 1.18" },
      { path: "b.md", text: "Use a PodSecurityPolicy for this." },
    ]);
    expect(deck.corrections.map(({ claim }) => claim)).toEqual(["X09", "X09"]);
    expect(deck.cards.filter(({ kind }) => kind === "correction")).toHaveLength(1);
  });
});

describe("a compiler that remembers", () => {
  const notes = [
    { path: "a.md", text: STUDY_NOTE },
    { path: "b.md", text: STUDY_NOTE_JA },
  ];

  test("gives the same deck for the same notes", () => {
    const compiler = createCompiler();
    const first = compiler.compile(notes);
    const second = compiler.compile(notes, { previous: first });
    expect(second.cards.every(({ matched }) => matched === "same-text")).toBe(true);
    expect(compiler.compile(notes, { previous: second })).toBe(second);
  });

  test("gives what a new one gives", () => {
    const compiler = createCompiler();
    const first = compiler.compile(notes);
    const edited = [
      { path: "a.md", text: STUDY_NOTE.replace("by Raft", "with Raft") },
      notes[1] ?? notes[0],
    ].flatMap((note) => note ?? []);
    const warm = compiler.compile(edited, { previous: first });
    const cold = compile(edited, { previous: structuredClone(first) });
    expect(JSON.parse(JSON.stringify(warm))).toEqual(JSON.parse(JSON.stringify(cold)));
  });

  test("rules can be switched off, and paths must differ", () => {
    const deck = compile([...notes, { path: "a.md", text: "# twice" }], {
      rulesOff: ["definition"],
    });
    expect(deck.cards.some(({ rule }) => rule === "definition")).toBe(false);
    expect(deck.diagnostics).toMatchObject([{ code: "note/duplicate-path", path: "a.md" }]);
  });
});

describe("manifests", () => {
  test("a complete one is a scenario with a card, a fragment or a template is none", () => {
    const deck = one(STUDY_NOTE);
    expect(deck.scenarios).toMatchObject([
      { criteria: 1, title: "A first Deployment – Deployment shop" },
    ]);
    const card = deck.cards.find(({ kind }) => kind === "scenario");
    expect(card?.scenarioId).toBe(deck.scenarios[0]?.id);
    expect(card?.front).toContain("`spec.replicas: 3`");
    const chart = "```yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n```";
    expect(one(chart).scenarios).toEqual([]);
    expect(one("```yaml\nspec:\n  replicas: 1\n```").scenarios).toEqual([]);
  });
});
