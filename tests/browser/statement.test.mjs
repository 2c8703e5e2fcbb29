// An oral statement in a real browser: written, practised with the clock, signed by another organisation, spoken, and the
// public figure moves by one; without script the same.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signIn, startBrowser, startServer, until } from "./harness.mjs";

let server, one;
before(async () => { server = await startServer(); one = await startBrowser(); });
after(async () => { await one?.stop(); await server?.stop(); });

async function open(email, script = true) {
  const page = await (await one.browser.newContext({ javaScriptEnabled: script })).newPage();
  await signIn(page, server.address, email);
  return page;
}
async function figure() {
  const context = await one.browser.newContext();
  const answer = await context.request.get(`${server.address}/impact.json`);
  const { value } = (await answer.json()).joint_statements;
  await context.close();
  return value;
}
async function begin(page, state) {
  await page.goto(`${server.address}/statements`);
  await page.getByLabel("State under review").selectOption({ label: state });
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: state }).waitFor();
  return page.url().replace(/[#?].*/, "");
}

test("written, practised, signed by others, spoken: the public figure moves by one", { timeout: 120_000 }, async () => {
  const lead = await open("person2@demo.test");
  const before = await figure();
  const path = await begin(lead, "Iceland");
  const area = lead.locator(".paragraph textarea");
  await area.fill("word ".repeat(300).trim());
  await lead.locator(".paragraph [data-state=saved]").waitFor();
  assert.match(await lead.locator("#words [data-words]").textContent(), /300 words: 2:24 minutes, and 2:00 are allowed. 0:24 too long/);
  assert.equal(await lead.locator("#words").getAttribute("data-level"), "over");
  await area.fill("We thank Iceland for its answers, and ask for one thing before the mid-term report.");
  await lead.locator(".paragraph [data-state=saved]").waitFor();
  await lead.waitForFunction(() => document.querySelector("#words [data-words]").textContent.startsWith("15 words"));

  // the clock writes the time; a run nobody can have spoken is refused beside its field
  await lead.goto(`${path}/speak`);
  await lead.getByRole("button", { name: "Start" }).click();
  await lead.waitForFunction(() => document.querySelector("[data-clock]").textContent === "0:05");
  await lead.getByRole("button", { name: "Stop" }).click();
  assert.match(await lead.getByLabel("How long it took").inputValue(), /^0:0[5-7]$/);
  await lead.getByRole("button", { name: "Keep this time" }).click();
  await lead.getByText("Kept. The time is reckoned at your pace now.").waitFor();
  await lead.getByLabel("How long it took").fill("59:00");
  await lead.getByRole("button", { name: "Keep this time" }).click();
  await lead.locator(".field-error").waitFor();

  await lead.goto(path);
  await lead.getByLabel("Name of the organisation").fill("Nobody of this name");
  await lead.getByRole("button", { name: "Ask them to sign" }).click();
  await lead.locator(".field-error").waitFor();
  await lead.getByLabel("Name of the organisation").fill("Lamplight Association");
  await lead.getByRole("button", { name: "Ask them to sign" }).click();
  await lead.getByText("They were told.").waitFor();

  const focal = await open("focal@demo.test");
  await focal.goto(`${server.address}/home`);
  await focal.getByRole("link", { name: /asked to sign the oral statement “Iceland”/ }).click();
  await focal.getByRole("button", { name: "Sign for my organisation" }).click();
  await focal.getByText("Signed.", { exact: true }).waitFor();
  assert.equal(await figure(), before);

  await lead.goto(path);
  await lead.getByLabel("Session of the Human Rights Council").fill("63");
  await lead.getByRole("button", { name: "It was spoken" }).click();
  await lead.getByText("session 63 of the Council").waitFor();
  // what the public is told is kept for ten seconds
  await until("the public figure moves", async () => (await figure()) !== before);
  assert.equal(await figure(), before + 1);
  assert.equal(await lead.locator("textarea").count(), 0, "what was spoken is fixed");
});

test("without script: two write at once, and both texts are shown", { timeout: 60_000 }, async () => {
  const ana = await open("participant@demo.test", false);
  const path = await begin(ana, "Iceland");
  const ben = await open("focal@demo.test", false);
  await ben.goto(path);
  const save = (page) => page.locator(".paragraph").getByRole("button", { name: "Save", exact: true }).click();
  await ana.locator(".paragraph textarea").fill("We are Lamplight.");
  await save(ana);
  await ben.locator(".paragraph textarea").fill("We are fourteen groups.");
  await save(ben);
  assert.match(await ben.locator(".paragraph [role=alert]").textContent(), /We are Lamplight\./);
  assert.equal(await ben.locator(".paragraph textarea").inputValue(), "We are fourteen groups.");
  await ana.goto(`${path}/speak`);
  await ana.getByLabel("How long it took").fill("0:02");
  await ana.getByRole("button", { name: "Keep this time" }).click();
  await ana.getByText("Kept. The time is reckoned at your pace now.").waitFor();
});
