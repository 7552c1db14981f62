/** Accounts: a guest becomes one and loses nothing; out, in again, a new password, the end. */
import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { importNotes, startAsGuest } from "./learner.ts";

const PASSWORD = "a sentence that is long enough";

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a guest becomes an account, leaves, comes back and finds everything", async ({ page }) => {
  const email = `${randomUUID()}@example.org`;
  await startAsGuest(page);
  await importNotes(page);

  await page.goto("/account");
  await expect(page.getByText("You are here as a guest.")).toBeVisible();
  await page.getByRole("link", { name: "Make an account" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.waitForURL("**/today");

  await page.goto("/account");
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL(/\/$/);
  await page.goto("/today");
  await page.waitForURL("**/sign-in?next=%2Ftoday");

  await signIn(page, email, "not the right password");
  await expect(page.getByText("Email or password is not right")).toBeVisible();
  await signIn(page, email, PASSWORD);
  await page.waitForURL("**/today");
  await page.goto("/notes");
  await expect(page.getByText("services.md")).toBeVisible();
});

test("a new password ends the other session and keeps this one", async ({ page, browser }) => {
  const email = `${randomUUID()}@example.org`;
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.waitForURL("**/today");

  const elsewhere = await browser.newPage();
  await signIn(elsewhere, email, PASSWORD);
  await elsewhere.waitForURL("**/today");

  await page.goto("/account");
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByLabel("New password").fill(`${PASSWORD}, and longer`);
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("The password is changed")).toBeVisible();

  await elsewhere.goto("/today");
  await elsewhere.waitForURL("**/sign-in?next=%2Ftoday");
  await page.goto("/today");
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await elsewhere.close();
});

test("deleting the account needs its password and ends it", async ({ page }) => {
  const email = `${randomUUID()}@example.org`;
  await page.goto("/sign-up");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Make an account" }).click();
  await page.waitForURL("**/today");

  await page.goto("/account");
  await page.getByRole("button", { name: "Delete everything" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill("something else");
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await expect(dialog.getByText("The password is not right.")).toBeVisible();
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByRole("button", { name: "Delete everything" }).click();
  await page.waitForURL(/\/$/);
  await signIn(page, email, PASSWORD);
  await expect(page.getByText("Email or password is not right")).toBeVisible();
});
