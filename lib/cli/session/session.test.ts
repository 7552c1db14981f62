/** Every session of conformance/sessions prints what it says. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { isPrinted, playSession, readSessions, sessionText } from "./session.ts";

const folder = fileURLToPath(new URL("../../../conformance/sessions/", import.meta.url));

for (const file of readdirSync(folder).sort()) {
  describe(file, () => {
    const sessions = readSessions(readFileSync(folder + file, "utf8"));
    test.each(sessions.map((session) => [session.title, session] as const))("%s", (_, session) => {
      const played = playSession(session);
      for (const [at, { line, printed, typed }] of session.steps.entries()) {
        const now = played[at]?.printed ?? "";
        if (isPrinted(printed, now)) continue;
        expect(`${file}:${line} $ ${typed}\n${now}`).toBe(`${file}:${line} $ ${typed}\n${printed}`);
      }
    });
  });
}

const TEXT = `# A map is made
$ kubectl create -f - <<EOF
apiVersion: v1
kind: ConfigMap
metadata: {name: a}
EOF
configmap/a created
.wait 5s
$ kubectl get configmap a
NAME DATA AGE
a    1    <any>
`;

test("a session is read with its here-documents, and told anew where it differs", () => {
  const [session] = readSessions(TEXT);
  if (session === undefined) expect.fail("no session");
  expect(session.steps.map(({ line }) => line)).toEqual([2, 8, 9]);
  const played = playSession(session);
  const fits = session.steps.map(({ printed }, at) =>
    isPrinted(printed, played[at]?.printed ?? ""),
  );
  expect(fits).toEqual([true, true, false]);
  const now = sessionText(session, played);
  expect(now.replace(/ +/g, " ")).toBe(
    TEXT.replace(/a {4}1 {4}<any>/, "a 0 5s").replace(/ +/g, " "),
  );
});
