/** The review desk: hands on the keyboard, an input method in between, a network that goes away. */
import { expect, test } from "./learner.ts";

const RATINGS = "How well did you know it?";

test.beforeEach(async ({ learnerPage: page }) => {
  await page.goto("/review");
  await expect(page.getByTestId("card")).toBeVisible();
  while (await page.getByRole("link", { name: "Open the task" }).isVisible()) {
    await page.keyboard.press("b");
    await page.waitForTimeout(300);
  }
});

test("keys do nothing while an input method composes or somebody types", async ({
  learnerPage: page,
}) => {
  await page.evaluate(() => {
    for (const options of [{ isComposing: true }, { keyCode: 229 }]) {
      document.body.dispatchEvent(
        new KeyboardEvent("keydown", { key: " ", bubbles: true, ...options }),
      );
    }
  });
  await expect(page.getByRole("group", { name: RATINGS })).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("s 1u");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Show the answer" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(page.getByRole("group", { name: RATINGS })).toBeVisible();
});

test("the next card is there at once, and the count is true", async ({ learnerPage: page }) => {
  await page.waitForTimeout(800);
  const before = await page.getByTestId("card").getAttribute("data-card");
  await page.keyboard.press("Space");
  const elapsed = await page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const watch = new MutationObserver(() => {
          const now = document.querySelector("[data-testid=card]")?.getAttribute("data-card");
          if (now && now !== id) resolve(performance.now() - start);
        });
        watch.observe(document.body, { subtree: true, childList: true, attributes: true });
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "4", bubbles: true }));
      }),
    before,
  );
  expect(elapsed).toBeLessThan(100);
  await page.keyboard.press("u");
  await expect(page.getByTestId("card")).toHaveAttribute("data-card", before ?? "");
  const left = await page.getByTestId("counts").textContent();
  await page.waitForTimeout(500);
  await page.reload();
  await expect(page.getByTestId("counts")).toHaveText(left ?? "");
});

test("answers given without a network arrive when it is back", async ({
  learnerPage: page,
  context,
}) => {
  const count = async () => {
    const { answers } = await (await page.request.get("/api/export")).json();
    return answers.length as number;
  };
  const before = await count();
  await page.waitForTimeout(800);
  await context.setOffline(true);
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  await expect(page.getByText(/1 answer not saved yet/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/not saved yet/)).toHaveCount(0, { timeout: 15_000 });
  expect(await count()).toBe(before + 1);
  await page.keyboard.press("u");
  await page.waitForTimeout(500);
});

test("? shows the keys, w the reason, f marks", async ({ learnerPage: page }) => {
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keys" });
  await expect(dialog).toContainText("Undo the last step");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("w");
  await expect(page.getByText("Shown because")).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Flagged" })).toBeVisible();
  await page.keyboard.press("f");
  await expect(page.getByRole("button", { name: "Flag", exact: true })).toBeVisible();
});
