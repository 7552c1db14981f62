/**
 * Each page: no accessibility fault in either theme, nothing wider than a
 * phone, both languages.
 */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./learner.ts";

const OPEN = ["/", "/sign-in", "/sign-up", "/nowhere"] as const;
const OWN = ["/today", "/review", "/notes", "/cards", "/lab", "/account"] as const;

async function addresses(page: Page): Promise<readonly string[]> {
  await page.goto("/notes");
  const note = await page.locator("main a[href^='/notes/']").first().getAttribute("href");
  await page.goto("/lab");
  const task = await page.locator("main a[href^='/lab/']").first().getAttribute("href");
  return [...OWN, note ?? "", `${note}?edit=1`, task ?? ""];
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("main[aria-busy]")).toHaveCount(0);
  if (/^\/lab\/./.test(path)) {
    await expect(page.getByTestId("cluster-map").or(page.getByRole("tablist"))).not.toHaveCount(0);
    await expect(page.getByTestId("task-title")).not.toHaveCount(0, { timeout: 30_000 });
  }
}

async function faults(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

for (const theme of ["light", "dark"] as const) {
  test(`no accessibility fault, ${theme}`, async ({ learnerPage: page, browser, baseURL }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const path of await addresses(page)) {
      await open(page, path);
      expect.soft(await faults(page), `${path} ${theme}`).toEqual([]);
    }
    const context = await browser.newContext({
      ...(baseURL ? { baseURL } : {}),
      colorScheme: theme,
    });
    const stranger = await context.newPage();
    for (const path of OPEN) {
      await open(stranger, path);
      expect.soft(await faults(stranger), `${path} ${theme}`).toEqual([]);
    }
    await context.close();
  });
}

test("nothing is wider than a phone, in Japanese too", async ({ learnerPage: page, context }) => {
  test.setTimeout(240_000);
  const paths = await addresses(page);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const language of ["en", "ja"]) {
    await context.addCookies([{ name: "language", value: language, url: page.url() }]);
    for (const path of [...paths, "/", "/sign-up"]) {
      await open(page, path);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(beyond, `${path} ${language}`).toBe(0);
    }
  }
});

test("the browser's language is followed, and a choice is kept", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ ...(baseURL ? { baseURL } : {}), locale: "ja-JP" });
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("lang", "ja");
  await expect(page.getByRole("button", { name: "ノートで試す" })).toBeVisible();
  await page.getByText("English", { exact: true }).click();
  await expect(page.getByRole("button", { name: "Try it with your notes" })).toBeVisible();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.close();
});

test("the landing page's card and task work for a stranger", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Show the answer" }).click();
  await page.getByRole("button", { name: "Good" }).click();
  await expect(page.getByText("It comes back in 10 min.")).toBeVisible();
  await page.getByRole("button", { name: "Submit to the cluster" }).click();
  const verdict = page.getByTestId("verdict");
  await expect(verdict).toHaveAttribute("data-passed", "false", { timeout: 30_000 });
  await expect(verdict).toContainText("line 27");
  const area = page.getByRole("textbox", { name: "Your YAML" });
  await area.fill((await area.inputValue()).replace("app: webb", "app: web"));
  await page.getByRole("button", { name: "Submit to the cluster" }).click();
  await expect(verdict).toHaveAttribute("data-passed", "true", { timeout: 30_000 });
});
