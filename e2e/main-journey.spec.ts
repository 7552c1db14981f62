/** Guest → notes → cards by keys → a task from a note, failed, understood, passed, scheduled. */
import { expect, type Page, test } from "@playwright/test";
import { importNotes, startAsGuest } from "./learner.ts";

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 80
`;

/** Line 27 of the manifest is the Service's selector. */
const WRONG = MANIFEST.replace("  selector:\n    app: shop\n", "  selector:\n    app: shopp\n");

async function shownCard(page: Page): Promise<string> {
  return (await page.getByTestId("card").getAttribute("data-card")) ?? "";
}

/** Answers the card on show by keys; tasks are put off, they are not answered here. */
async function answerByKeys(page: Page, rating: string): Promise<string> {
  while (await page.getByRole("link", { name: "Open the task" }).isVisible()) {
    const task = await shownCard(page);
    await page.keyboard.press("b");
    await expect(page.getByTestId("card")).not.toHaveAttribute("data-card", task);
  }
  const card = await shownCard(page);
  await page.keyboard.press("Space");
  await expect(page.getByRole("group", { name: "How well did you know it?" })).toBeVisible();
  await page.keyboard.press(rating);
  await expect(page.getByTestId("card")).not.toHaveAttribute("data-card", card);
  return card;
}

async function standingAnswers(page: Page): Promise<number> {
  const response = await page.request.get("/api/export");
  const { answers } = (await response.json()) as {
    readonly answers: readonly { readonly undone?: boolean; readonly kind: string }[];
  };
  return answers.filter(({ undone, kind }) => undone !== true && kind === "card").length;
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "YAML editor" }).click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(text);
}

test("a guest learns from their own notes", async ({ page }) => {
  await startAsGuest(page);
  await importNotes(page);
  await expect(page.getByTestId("import-result")).toContainText("2 notes");

  await page.getByRole("link", { name: "Review them" }).click();
  await expect(page.getByTestId("card")).toBeVisible();
  const answered: string[] = [];
  for (const rating of ["3", "3", "4", "3", "2", "3", "4", "3", "3", "4"]) {
    answered.push(await answerByKeys(page, rating));
  }
  await expect.poll(() => standingAnswers(page)).toBe(10);

  await page.keyboard.press("u");
  await expect(page.getByTestId("card")).toHaveAttribute("data-card", answered[9] ?? "");
  await page.keyboard.press("u");
  await expect(page.getByTestId("card")).toHaveAttribute("data-card", answered[8] ?? "");
  await expect.poll(() => standingAnswers(page)).toBe(8);

  await page.goto("/lab");
  await page.getByRole("link", { name: /Running the shop/ }).click();
  await expect(page.getByTestId("task-title")).toContainText("Running the shop");
  await expect(page.getByTestId("cluster-map")).toBeVisible({ timeout: 30_000 });

  await write(page, WRONG);
  await page.getByRole("button", { name: "Hand in" }).click();
  const verdict = page.getByTestId("verdict");
  await expect(verdict).toHaveAttribute("data-passed", "false", { timeout: 30_000 });
  await expect(page.getByTestId("feedback").first()).toContainText("line 27");
  await expect(page.getByTestId("feedback").first()).toContainText("shopp");
  await expect(page.getByTestId("stored")).toBeVisible();

  await write(page, MANIFEST);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(verdict).toHaveAttribute("data-passed", "true", { timeout: 30_000 });
  await expect(page.getByTestId("stored")).toContainText("This task comes back");
  await expect(page.getByTestId("stored")).not.toContainText("differently");

  await page.goto("/lab");
  const row = page.getByRole("link", { name: /Running the shop/ });
  await expect(row).toContainText("passed");
  await expect(row).toContainText("again");
  await page.goto("/cards?kind=scenario");
  await expect(page.getByText(/^due /)).toBeVisible();
});

test("an import can be undone as a whole", async ({ page }) => {
  await startAsGuest(page);
  await importNotes(page);
  await page.getByRole("button", { name: "Undo this import" }).click();
  await expect(page.getByText("The import was undone.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Bring what you have")).toBeVisible();
});
