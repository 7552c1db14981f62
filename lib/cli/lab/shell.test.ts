/** The lab's own words around its terminal: what is asked, hints, time, verdicts. */
import { expect, test } from "vitest";
import { Lab } from "#lib/scenario";
import { findScenario } from "../attempt/find-scenario.ts";
import { PLAYGROUND } from "./playground.ts";
import { LabShell } from "./shell.ts";

function open(id: string): LabShell {
  const found = findScenario(id, ".", 1);
  if (!found.ok) throw new Error(found.error);
  return new LabShell(new Lab(found.value, { seed: 1 }), { seed: 1, language: "en" });
}

test("what is typed is graded as it stands, and the reason is told", () => {
  const shell = open("service-without-endpoints");
  expect(shell.answer(".task").stdout).toContain("Repair Service `menu`");
  expect(shell.answer(".submit").stdout).toContain("0 of 6 points, not passed");
  shell.answer(`kubectl patch service menu -n cafe -p '{"spec":{"selector":{"app":"menu"}}}'`);
  const port = `[{"op":"replace","path":"/spec/ports/0/targetPort","value":8080}]`;
  expect(shell.answer(`kubectl patch svc menu -n cafe --type=json -p '${port}'`).stdout).toBe(
    "service/menu patched\n",
  );
  expect(shell.answer(".submit").stdout).toContain("6 of 6 points, passed");
});

test("hints come one after the other and end", () => {
  const shell = open("service-without-endpoints");
  const hints = [shell.answer(".hint").stdout, shell.answer(".hint").stdout];
  expect(new Set(hints).size).toBe(2);
  expect(shell.answer(".hint").stdout).toBe("There are no more hints.\n");
});

test.each([
  [".wait 5s", "5.0 s of cluster time\n", ""],
  [".wait 5x", "", "5x is not a duration\n"],
  [".submit", "Nothing is graded here.\n", ""],
  [".nothing", "", "There is no .nothing; .exit leaves.\n"],
  ["", "", ""],
  ["kubectl get pods", "", "No resources found in default namespace.\n"],
])("%s in an empty cluster", (line, stdout, stderr) => {
  const shell = new LabShell(new Lab(PLAYGROUND, { seed: 1 }), { seed: 1, language: "en" });
  expect(shell.answer(line)).toMatchObject({ stdout, stderr });
});

test("a here-document goes on over several lines; .exit ends", () => {
  const shell = new LabShell(new Lab(PLAYGROUND, { seed: 1 }), { seed: 1, language: "en" });
  expect(shell.needsMore("cat <<EOF")).toBe(true);
  expect(shell.needsMore("cat <<EOF\na\nEOF")).toBe(false);
  expect(shell.needsMore(".wait")).toBe(false);
  expect(shell.answer(".exit").ends).toBe(true);
});
