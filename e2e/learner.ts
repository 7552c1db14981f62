/** What journeys begin with: a guest, signed in, with or without notes. */
import { fileURLToPath } from "node:url";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

export const NOTES = ["services.md", "scheduling.ja.md"].map((name) =>
  fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)),
);

export async function startAsGuest(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Try it with your notes" }).click();
  await page.waitForURL("**/notes");
}

export async function importNotes(page: Page, files: readonly string[] = NOTES): Promise<void> {
  await page.goto("/notes");
  await page.getByTestId("choose-files").setInputFiles([...files]);
  await expect(page.getByTestId("import-result")).toBeVisible({ timeout: 30_000 });
}

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** One guest with notes serves all journeys that leave nothing behind: making guests is limited. */
export const test = base.extend<{ readonly learnerPage: Page }, { readonly guest: StorageState }>({
  guest: [
    async ({ browser }, use) => {
      const context = await browser.newContext({
        locale: "en-GB",
        ...(process.env.BASE_URL ? { baseURL: process.env.BASE_URL } : {}),
      });
      const page = await context.newPage();
      await startAsGuest(page);
      await importNotes(page);
      await use(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],
  learnerPage: async ({ guest, context, page }, use) => {
    await context.addCookies(guest.cookies);
    await use(page);
  },
});

export { expect };
