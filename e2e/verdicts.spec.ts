/** Every built-in task: the page's verdict on its solution and the server's are the same run. */
import { readdirSync, readFileSync } from "node:fs";
import { solutionManifest } from "#lib/scenario/testing";
import { expect, test } from "./learner.ts";

const FOLDER = new URL("../content/scenarios/", import.meta.url);

/** A learner's first try of a task has seed 1. */
function solutionOf(id: string): string {
  const names = readdirSync(new URL(`${id}/`, FOLDER), { recursive: true, encoding: "utf8" });
  const texts = names
    .filter((name) => /\.\w+$/.test(name))
    .map((name) => [name, readFileSync(new URL(`${id}/${name}`, FOLDER), "utf8")] as const);
  return solutionManifest(id, new Map(texts), 1);
}

for (const id of readdirSync(FOLDER)) {
  test(`${id} is passed in the page and on the server alike`, async ({ learnerPage: page }) => {
    await page.goto(`/lab/${id}`);
    await expect(page.getByTestId("cluster-map")).toBeVisible({ timeout: 30_000 });
    await page.getByRole("textbox", { name: "YAML editor" }).click();
    await page.keyboard.insertText(solutionOf(id));
    await page.keyboard.press("ControlOrMeta+Enter");
    const verdict = page.getByTestId("verdict");
    await expect(verdict).toHaveAttribute("data-passed", "true", { timeout: 30_000 });
    const stored = page.getByTestId("stored");
    await expect(stored).toContainText("This task comes back");
    await expect(stored).toHaveAttribute("data-same-run", "true");
  });
}
