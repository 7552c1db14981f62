/** The bench by keyboard and on a phone: editor, terminal, cluster. */
import { expect, test } from "./learner.ts";

test("the terminal runs kubectl, completes, and its commands are graded", async ({
  learnerPage: page,
}) => {
  await page.goto("/lab/service-without-endpoints");
  await expect(page.getByTestId("cluster-map")).toBeVisible({ timeout: 30_000 });
  const terminal = page.getByRole("textbox", { name: "Terminal input" });
  await terminal.focus();
  await page.keyboard.type("kubectl get dep");
  await page.keyboard.press("Tab");
  await page.keyboard.type(" -n cafe");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("pane-terminal")).toContainText("AVAILABLE");
  await expect(page.getByText("Graded is everything you did since the start")).toBeVisible();
});

test("what the cluster would refuse is marked while one writes", async ({ learnerPage: page }) => {
  await page.goto("/lab/service-without-endpoints");
  await expect(page.getByTestId("cluster-map")).toBeVisible({ timeout: 30_000 });
  await page.getByRole("textbox", { name: "YAML editor" }).click();
  await page.keyboard.insertText(
    "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      imag: nginx:1.29\n",
  );
  await expect(page.locator(".cm-lint-marker-error").first()).toBeVisible();
  await page.locator(".cm-lint-marker-error").first().hover();
  await expect(page.locator(".cm-tooltip").first()).toContainText(/imag|image/);
});

test("on a phone the panes are tabs, and what was written survives a reload", async ({
  learnerPage: page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/lab/service-without-endpoints");
  await page.getByRole("tab", { name: "Editor" }).click();
  await page.getByRole("textbox", { name: "YAML editor" }).click();
  await page.keyboard.insertText("# my own words");
  await page.waitForTimeout(300);
  await page.reload();
  await page.getByRole("tab", { name: "Editor" }).click();
  await expect(page.getByRole("textbox", { name: "YAML editor" })).toContainText("my own words");
  await page.getByRole("tab", { name: "Cluster" }).click();
  await expect(page.getByTestId("cluster-map")).toBeVisible({ timeout: 30_000 });
});
