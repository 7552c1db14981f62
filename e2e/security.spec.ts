/** What strangers and other sites cannot do. */
import { expect, test } from "./learner.ts";

test("every page forbids foreign scripts by a nonce that is new each time", async ({ request }) => {
  const policies: string[] = [];
  for (const path of ["/", "/sign-in", "/"]) {
    const { headers } = await request
      .get(path)
      .then((response) => ({ headers: response.headers() }));
    const policy = headers["content-security-policy"] ?? "";
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-(inline|eval)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
    policies.push(policy);
  }
  expect(new Set(policies).size).toBe(policies.length);
});

test("a script in a note is shown to nobody and never runs", async ({ learnerPage: page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  const text = [
    "# Hostile",
    "",
    "<script>window.hacked = true</script>",
    "",
    '<img src="x" onerror="window.hacked = true">',
    "",
    "- Pod: <b onmouseover=alert(1)>smallest unit</b> [here](javascript:window.hacked=true)",
  ].join("\n");
  await page.goto("/notes");
  await page.getByTestId("choose-files").setInputFiles({
    name: "hostile.md",
    mimeType: "text/markdown",
    buffer: Buffer.from(text),
  });
  const result = page.getByTestId("import-result");
  await result.getByRole("link", { name: "hostile.md" }).click();
  await expect(page.getByText("smallest unit").first()).toBeVisible();
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
  await expect(page.locator("main a[href^='javascript:']")).toHaveCount(0);
  await expect(page.locator("main script")).toHaveCount(0);
  expect(violations).toEqual([]);
});

test("an answer from another site is refused", async ({ learnerPage: page }) => {
  await page.goto("/review");
  const card = await page.getByTestId("card").getAttribute("data-card");
  const data = { type: "flag", cardId: card, on: true };
  const foreign = await page.request.post("/api/review", {
    data,
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.status()).toBe(403);
  const without = await page.request.post("/api/review", { data });
  expect(without.status()).toBe(403);
});

test("signing in without the token of the form does nothing", async ({ request }) => {
  const response = await request.post("/api/auth/callback/credentials", {
    form: { email: "someone@example.org", password: "whatever", json: "true" },
  });
  const session = await request.get("/api/auth/session");
  expect(await session.json()).toEqual({});
  expect(response.headers()["set-cookie"] ?? "").not.toContain("session-token");
});

test("a stranger gets no page of a learner and no data", async ({ page, request }) => {
  for (const path of ["/today", "/review", "/notes", "/cards", "/lab", "/account"]) {
    await page.goto(path);
    await page.waitForURL(`**/sign-in?next=${encodeURIComponent(path)}`);
  }
  expect((await request.get("/api/export")).status()).toBe(401);
  expect((await request.get("/api/review/next")).status()).toBe(401);
});

test("signing in leads only inside the site", async ({ page }) => {
  await page.goto("/sign-in?next=https://elsewhere.example/");
  await page.getByRole("button", { name: "Go on as a guest" }).click();
  await page.waitForURL("**/today");
});
