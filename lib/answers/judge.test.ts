import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Judgement, judge, MAX_TYPED_LENGTH } from "./judge.ts";
import type { Verdict } from "./judgement.ts";
import { checkRows } from "./testing/check-rows.ts";

describe("field paths", () => {
  checkRows("field-path", [
    ["spec.containers.image", ".spec.containers[0].image", "right"],
    ["spec.containers[].image", "Pod.spec.containers[*].image", "right"],
    ["`spec.replicas`", "deployment.spec.replicas", "right"],
    ["spec.replicas", "spec.replicas: 3", "right"],
    ["metadata.labels.app", "metadata.labels[app]", "right"],
    ["spec.sessionAffinity", "spec > sessionAffinity", "right"],
    ["spec.sessionAffinity", "spec/sessionAffinity", "right"],
    ["sessionAffinity", "spec.sessionAffinity", "right"],
    [
      "spec.sessionAffinity",
      "spec.sessionaffinity",
      "almost",
      "spelling: spec.sessionaffinity, expected spec.sessionAffinity",
    ],
    ["spec.sessionAffinity", "sessionAffinity", "almost", "missing: spec."],
    ["spec.template.spec.nodeName", "spec.nodeName", "almost", "missing: spec.template."],
    ["spec.nodeName", "spec.template.spec.nodeName", "almost", "not expected: spec.template."],
    [
      "spec.sessionAffinity",
      "spec.sessionAfinity",
      "almost",
      "spelling: spec.sessionAfinity, expected spec.sessionAffinity",
    ],
    [
      "spec.sessionAffinity",
      "spec.clusterIP",
      "wrong",
      "spec.clusterIP instead of spec.sessionAffinity",
    ],
    ["spec.sessionAffinity", "...", "wrong"],
    ["...", "spec.sessionAffinity", "wrong"],
  ]);
});

describe("blanks in YAML", () => {
  checkRows("yaml-blank", [
    ["IfNotPresent", "IfNotPresent", "right"],
    ["IfNotPresent", "imagePullPolicy: IfNotPresent", "right"],
    ["IfNotPresent", '"IfNotPresent"', "right"],
    ["80", "containerPort: 80", "right"],
    ["500m", "0.5", "right"],
    ["1Gi", "1024Mi", "right"],
    ["1Gi", "memory: 1024Mi", "right"],
    ["IfNotPresent", "Always", "wrong", "Always instead of IfNotPresent"],
    ["IfNotPresent", "ifnotpresent", "almost", "spelling: ifnotpresent, expected IfNotPresent"],
    ["30s", "0.5m", "right"],
    ["IfNotPresent", "a: 1\nb: 2", "wrong"],
    ["IfNotPresent", "a: [1]", "wrong"],
    ["IfNotPresent", "[IfNotPresent]", "wrong"],
    ["IfNotPresent", "# nothing but a comment", "wrong"],
    ["a: 1\nb: [x, z]", "b:\n- x\n- 'z'\na: 1", "right"],
    ["limits: {cpu: 500m, memory: 1Gi}", "limits:\n  memory: 1024Mi\n  cpu: 0.5", "right"],
    ["limits: {cpu: 500m, memory: 1Gi}", "limits:\n  memory: 1024Mi\n  cpu: '0.5'", "right"],
    [
      "port: 80\nname: web",
      "port: '80'\nname: web",
      "almost",
      "type: port: string, expected number",
    ],
    [
      "port: '80'\nname: web",
      "port: 80\nname: web",
      "almost",
      "type: port: number, expected string",
    ],
    ["port: 80\nname: web", "port: 81\nname: web", "almost", "port: 81 instead of 80"],
    [
      "port: 80\nname: web",
      "port: 81\nname: wob",
      "wrong",
      "port: 81 instead of 80",
      "name: wob instead of web",
    ],
    ["port: 80\nname: web", "name: web", "almost", "missing: port: 80"],
    ["name: web", "name: web\nport: 80", "almost", "not expected: port: 80"],
    ["a: {b: [1, 2]}", "a: {b: [1, 3]}", "almost", "a.b[1]: 3 instead of 2"],
    ["a: {b: [1]}", "a: {b: {c: 1}}", "wrong", 'a.b: {"c":1} instead of [1]'],
    ["a: 1\n---\nb: 2", "a: 1\n---\nb: 2", "right"],
    ["a: 1\n---\nb: 2", "b: 2\n---\na: 1", "wrong"],
    ["a: 1\n---\nb: 2", "a: 1", "almost", 'missing: [1]: {"b":2}'],
    ["a: 1", "hello", "wrong", 'hello instead of {"a":1}'],
    ["a: 1", "a: 1\n---\nb: 2", "almost", 'not expected: {"b":2}'],
    ["a: 1", "toString: 1", "wrong", "missing: a: 1", "not expected: toString: 1"],
    ["a: 1", "a: [", "wrong"],
    ["a: [", "a: 1", "wrong", "a: 1 instead of a: ["],
    ["- name: web\n  image: nginx:1.29", "- image: nginx:1.29\n  name: web", "right"],
    ["a: null\nb: true", "a: 0\nb: true", "almost", "a: 0 instead of null"],
  ]);

  test("a broken answer is told in kubectl's words", () => {
    const { differences } = judge({ kind: "yaml-blank", back: "a: 1" }, "a: [");
    expect(differences[0]).toMatch(/^cannot be read: .*yaml/);
  });
});

describe("words", () => {
  checkRows("basic", [
    ["NoSchedule", "noschedule", "right"],
    ["NoSchedule", " `NoSchedule`. ", "right"],
    ["**30 seconds**", "30s", "right"],
    ["5 minutes", "300秒", "right"],
    ["1時間30分", "90 min", "right"],
    ["0.5", "500m", "right"],
    ["1000Mi", "1Gi", "wrong", "1Gi instead of 1000Mi"],
    ["the control plane", "control plane", "right"],
    ["CrashLoopBackOff", "ＣｒａｓｈＬｏｏｐＢａｃｋＯｆｆ", "right"],
    ["コントロールプレーン", "コントロール プレーン", "right"],
    ["サーバー", "サーバ", "right"],
    ["_emphasis_ here", "emphasis here", "right"],
    ["30 seconds", "30", "almost", "unit: 30, expected 30 seconds"],
    ["30 seconds", "20", "wrong"],
    ["30 seconds", "20 seconds", "wrong"],
    ["ReplicaSet", "RepilcaSet", "almost", "spelling: RepilcaSet, expected ReplicaSet"],
    ["kubelet", "kublet", "almost"],
    ["etcd", "etcf", "wrong"],
    ["1e3", "1k", "right"],
    ["1e99", "10e98", "wrong"],
    ["-.5", "-500m", "right"],
    ["+1", "1.0", "right"],
    ["NoSchedule", "NoExecute", "wrong", "NoExecute instead of NoSchedule"],
    ["kubectl get pods", "k get po", "right"],
    ["spec.replicas", "Deployment.spec.replicas", "right"],
    ["10 apples", "10 pears", "wrong"],
    ["x".repeat(201), "x".repeat(200), "wrong"],
  ]);
});

describe("lists", () => {
  const list = (kind: string, items: readonly string[], typed: string): Judgement =>
    judge({ kind, back: items.map((item) => `- ${item}`).join("\n"), items }, typed);
  const modes = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany"];
  const rows: readonly (readonly [string, string, string, Verdict, readonly string[]])[] = [
    ["list", "commas, any order", "ReadWriteMany, readwriteonce, ReadOnlyMany", "right", []],
    [
      "list",
      "lines with bullets",
      "- ReadWriteOnce\n2. ReadOnlyMany\n* ReadWriteMany\n",
      "right",
      [],
    ],
    ["list", "Japanese separators", "ReadWriteOnce、ReadOnlyMany・ReadWriteMany", "right", []],
    ["list", "one missing", "ReadWriteOnce, ReadOnlyMany", "almost", ["missing: ReadWriteMany"]],
    [
      "list",
      "one too many",
      "ReadWriteOnce, ReadOnlyMany, ReadWriteMany, Other",
      "almost",
      ["not expected: Other"],
    ],
    [
      "list",
      "a slip",
      "ReadWriteOnce, ReadOnlyMayn, ReadWriteMany",
      "almost",
      ["spelling: ReadOnlyMayn, expected ReadOnlyMany"],
    ],
    [
      "list",
      "one of three",
      "ReadWriteOnce",
      "wrong",
      ["missing: ReadOnlyMany", "missing: ReadWriteMany"],
    ],
    ["ordering", "in order", "ReadWriteOnce → ReadOnlyMany -> ReadWriteMany", "right", []],
    [
      "ordering",
      "swapped",
      "ReadOnlyMany, ReadWriteOnce, ReadWriteMany",
      "almost",
      ["ReadOnlyMany: at 1, expected at 2", "ReadWriteOnce: at 2, expected at 1"],
    ],
    [
      "ordering",
      "in order with a gap",
      "ReadWriteOnce, ReadWriteMany",
      "almost",
      ["missing: ReadOnlyMany"],
    ],
  ];
  test.each(rows)("%s, %s: %s", (kind, _name, typed, verdict, differences) => {
    expect(list(kind, modes, typed)).toEqual({ verdict, differences });
  });

  test("without items the back is the list", () => {
    const card = { kind: "list", back: "- a name\n- a label" };
    expect(judge(card, "a label, a name").verdict).toBe("right");
  });

  test("an item twice counts once", () => {
    expect(list("list", ["alpha", "beta"], "alpha, alpha").differences).toEqual([
      "missing: beta",
      "not expected: alpha",
    ]);
  });
});

describe("cards", () => {
  test("any of the answers will do, and the nearest one is compared with", () => {
    const card = { kind: "command", back: "", answers: ["kubectl get ns", "kubectl get pods -A"] };
    expect(judge(card, "k get po --all-namespaces").verdict).toBe("right");
    expect(judge(card, "k get po")).toEqual({
      verdict: "almost",
      differences: ["missing: --all-namespaces"],
    });
    const three = { ...card, answers: ["kubectl get a -A -w", "kubectl get a -w", "kubectl x"] };
    expect(judge(three, "kubectl get a").differences).toEqual(["missing: --watch"]);
    const equal = { ...card, answers: ["kubectl get a -A -w", "kubectl y", "kubectl get b -A"] };
    expect(judge(equal, "kubectl get a").verdict).toBe("wrong");
    expect(judge(equal, "kubectl get a").differences).toEqual([
      "missing: --all-namespaces",
      "missing: --watch",
    ]);
  });

  test("without answers the back is the answer", () => {
    expect(judge({ kind: "output", back: "3 restarts" }, "3 Restarts").verdict).toBe("right");
    expect(judge({ kind: "basic", back: "kubelet", answers: [] }, "Kubelet").verdict).toBe("right");
  });

  test("a cloze with several gaps wants them all, in any order", () => {
    const answers = ["apply", "replace"];
    const card = { kind: "cloze", back: "", front: "Use {{…}} or {{…}}.", answers };
    expect(judge(card, "replace, apply").verdict).toBe("right");
    expect(judge(card, "replace")).toEqual({ verdict: "almost", differences: ["missing: apply"] });
  });

  test("a cloze with one gap takes any of its answers", () => {
    const answers = ["apply", "replace"];
    expect(judge({ kind: "cloze", back: "", front: "Use {{…}}.", answers }, "apply").verdict).toBe(
      "right",
    );
    expect(judge({ kind: "cloze", back: "", answers }, "replace").verdict).toBe("right");
  });

  test("nothing typed is wrong without more words", () => {
    expect(judge({ kind: "basic", back: "x" }, " \n")).toEqual({
      verdict: "wrong",
      differences: [],
    });
  });

  test("too much typed is refused", () => {
    const typed = "x".repeat(MAX_TYPED_LENGTH + 1);
    expect(judge({ kind: "basic", back: "x" }, typed)).toEqual({
      verdict: "wrong",
      differences: ["cannot be read: 20001 > 20000"],
    });
  });
});

describe("Japanese", () => {
  const rows: readonly (readonly [string, string, string, string])[] = [
    ["command", "kubectl get pods -A", "kubectl get pods", "不足: --all-namespaces"],
    ["command", "kubectl get pods", "kubectl get pods -A", "余分: --all-namespaces"],
    ["command", "kubectl get pods", "kubectl delete pods", "get ではなく delete になっている"],
    ["command", "kubectl exec a -- b c", "kubectl exec a -- c b", "語順が違う"],
    ["command", "kubectl get pods", "kubectl get 'pods", "読み取れない: ' without an end"],
    ["basic", "kubelet", "kublet", "つづり: kublet → kubelet"],
    ["basic", "30秒", "30", "単位: 30 → 30秒"],
    ["yaml-blank", "a: 1\nb: 1", "a: '1'\nb: 1", "型: a: string → number"],
  ];
  test.each(rows)("%s %s ← %s", (kind, expected, typed, difference) => {
    const card = { kind, back: "", answers: [expected], language: "ja" as const };
    expect(judge(card, typed).differences).toEqual([difference]);
  });

  test("places", () => {
    const card = { kind: "ordering", back: "", items: ["作成", "起動"], language: "ja" as const };
    expect(judge(card, "起動、作成").differences).toEqual([
      "起動: 1 番目 → 正しくは 2 番目",
      "作成: 2 番目 → 正しくは 1 番目",
    ]);
  });
});

describe("whatever is typed", () => {
  const kinds = ["basic", "command", "field-path", "yaml-blank", "list", "ordering", "cloze"];
  const pieces = fc.constantFrom(
    "kubectl",
    "-n",
    "--",
    "'",
    '"',
    "\\",
    "<",
    ">",
    "|",
    ": ",
    "[",
    "a",
  );
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(pieces).map((all) => all.join(" ")),
  );

  test("gets a verdict, and a right one never comes with differences", () => {
    const property = fc.property(fc.constantFrom(...kinds), text, text, (kind, expected, typed) => {
      const { verdict, differences } = judge({ kind, back: "", answers: [expected] }, typed);
      expect(["right", "almost", "wrong"]).toContain(verdict);
      if (verdict !== "wrong") expect(verdict === "right").toBe(differences.length === 0);
    });
    fc.assert(property, { numRuns: 3000, seed: 31 });
  });
});
