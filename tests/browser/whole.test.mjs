// The whole way in one walk: invited, trained, drafted, reviewed, signed off, handed in, talked about with States, spoken.
// The three public figures move by one each, and by nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PASSWORD, answerKey, plain, signIn, startBrowser, startServer, until } from "./harness.mjs";

let server, chrome;
before(async () => { server = await startServer(); chrome = await startBrowser(); });
after(async () => { await chrome?.stop(); await server?.stop(); });

async function somebody(email) {
  const context = await chrome.browser.newContext({ viewport: { width: 390, height: 844 } });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  if (email) await signIn(page, server.address, email);
  return page;
}
/** The three figures, as a visitor reads them on the page. */
async function figures(visitor) {
  await visitor.goto(`${server.address}/impact`);
  const texts = await visitor.locator(".figure-number").allInnerTexts();
  return texts.slice(0, 3).map((text) => Number(text.replace(/\D/g, "")));
}
/** Waits for them: what the public is told is kept for ten seconds. */
async function become(visitor, expected) {
  await until(`the public is told ${expected}`, async () => String(await figures(visitor)) === String(expected));
}
const saved = (page) => page.locator(".paragraph form[data-save] [data-state=saved]").first().waitFor();

async function takeModules(page) {
  const key = answerKey();
  for (const module of ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"]) {
    await page.goto(`${server.address}/modules/${module}`);
    await page.getByRole("link", { name: "Start", exact: true }).click();
    for (let lesson = 1; lesson <= 6; lesson += 1) {
      await page.getByText(`Lesson ${lesson} of 6`).waitFor();
      await page.getByRole("button", { name: "Mark as done and go on" }).click();
    }
    await page.getByRole("link", { name: "Take the quiz" }).click();
    await page.getByRole("button", { name: "Start the quiz" }).click();
    for (let n = 1; n <= 14; n += 1) {
      await page.getByText(`Question ${n} of 14`).waitFor();
      const { right } = key.get(plain(await page.locator("#question-text").innerText()));
      for (const label of await page.locator(".options label").all()) if (right.includes(plain(await label.innerText()))) await label.click();
      await page.getByRole("button", { name: /^Save and/ }).click();
    }
    await page.getByRole("button", { name: "Hand in" }).click();
    await page.getByText("This module is complete.").waitFor();
  }
}

test("from an invitation to a joint statement: each public figure moves by one", { timeout: 420_000 }, async () => {
  const visitor = await somebody();
  const [trained, submitted, spoken] = await figures(visitor);

  // invited
  const admin = await somebody("admin@demo.test");
  await admin.goto(`${server.address}/admin/organisations`);
  await admin.getByLabel("Name of the organisation").fill("Green Table");
  await admin.getByLabel("Country").selectOption("ISL");
  await admin.getByRole("button", { name: "Create" }).click();
  await admin.getByRole("heading", { level: 1, name: "Green Table" }).waitFor();
  await admin.getByLabel("They join as").first().selectOption("focal_point");
  await admin.getByRole("button", { name: "Make the link" }).click();
  const ana = await somebody();
  await ana.goto(await admin.getByLabel("Invitation link").inputValue());
  await ana.getByLabel("Name").fill("Ana Marsh");
  await ana.getByLabel("E-mail address").fill("ana@example.org");
  await ana.getByLabel("Choose a password").fill(PASSWORD);
  await ana.getByRole("button", { name: "Make my account" }).click();
  await ana.getByText("Welcome. Your account is ready.").waitFor();

  // trained
  await takeModules(ana);
  await become(visitor, [trained + 1, submitted, spoken]);

  // drafted
  await ana.goto(`${server.address}/submissions`);
  await ana.getByLabel("State under review").selectOption({ label: "Iceland" });
  await ana.getByRole("button", { name: "Begin", exact: true }).click();
  await ana.getByRole("link", { name: "Write", exact: true }).click();
  const draft = ana.url().replace(/\/write.*/, "");
  await ana.locator(".paragraph textarea").first().fill("Green Table is a union of nine local groups.");
  await saved(ana);
  await ana.goto(`${draft}/write/recommendations`);
  await ana.locator(".paragraph textarea").first().fill("Amend the School Act by the end of 2028 so that no pupil must attend prayers.");
  await saved(ana);

  // reviewed
  await ana.goto(`${draft}/mentor`);
  await ana.getByLabel("What should the mentor look at?").fill("Is it clear?");
  await ana.getByRole("button", { name: "Ask for a mentor" }).click();
  await ana.getByText("The trainers were told.").waitFor();
  const trainer = await somebody("trainer@demo.test");
  await trainer.goto(`${server.address}/teach/submissions`);
  assert.equal((await trainer.goto(`${draft}/read`)).status(), 404, "who has not taken it does not read it");
  await trainer.goto(`${server.address}/teach/submissions`);
  await trainer.getByRole("listitem").filter({ hasText: "Green Table" }).getByRole("button", { name: "I read it" }).click();
  await trainer.getByText("It is yours to read.").waitFor();
  await trainer.goto(`${draft}/read`);
  await trainer.locator("details.comments > summary").first().click();
  await trainer.getByLabel("New comment").first().fill("Since when?");
  await trainer.getByRole("button", { name: "Send", exact: true }).first().click();
  await trainer.getByText("Your comment is there.").waitFor();
  await trainer.goto(`${draft}/mentor`);
  for (const criterion of ["Relevance", "Evidence", "Recommendations", "Clarity and length", "Safety"]) await trainer.getByLabel(criterion).selectOption("ready");
  await trainer.getByLabel("What you say").fill("Say since when. Then sign it.");
  await trainer.getByRole("button", { name: "Send the answer" }).click();
  await trainer.getByText("Your answer was sent.").waitFor();
  await ana.goto(`${draft}/read`);
  await ana.getByText("Since when?").waitFor();
  await ana.getByRole("button", { name: "Mark as done" }).click();
  await ana.goto(`${draft}/write/who`);
  await ana.locator(".paragraph textarea").first().fill("Green Table is a union of nine local groups, since 2011.");
  await saved(ana);

  // signed off, and handed in
  await ana.goto(draft);
  await ana.getByRole("button", { name: "Sign for my organisation" }).click();
  await ana.getByText("Signed.", { exact: true }).waitFor();
  assert.deepEqual(await figures(visitor), [trained + 1, submitted, spoken], "a signature is no submission");
  await ana.getByRole("link", { name: "Hand in" }).click();
  await ana.getByLabel("What shows it").first().fill("Receipt 4712");
  await ana.getByRole("button", { name: "Save", exact: true }).first().click();
  await ana.getByText("Entered.").waitFor();
  await become(visitor, [trained + 1, submitted + 1, spoken]);

  // talked about with States: a page, and a letter with its recommendation
  await ana.goto(`${draft}/lobby`);
  await ana.getByText("A page on another issue").click();
  await ana.getByLabel("The issue").fill("Prayers at school");
  await ana.getByRole("button", { name: "Begin", exact: true }).first().click();
  await ana.getByText("It fits on one page.").waitFor();
  await ana.getByLabel("The problem").fill("Pupils must attend prayers.");
  await ana.getByLabel("Recommendations", { exact: true }).fill("Amend the School Act by the end of 2028 so that no pupil must attend prayers.");
  await ana.getByRole("button", { name: "Save", exact: true }).click();
  await ana.getByText("Saved.", { exact: true }).waitFor();
  await ana.goto(`${draft}/lobby`);
  await ana.getByText("A letter to another State").click();
  await ana.getByLabel("State that is written to").selectOption({ label: "Norway" });
  await ana.getByRole("button", { name: "Begin", exact: true }).last().click();
  await ana.getByRole("heading", { level: 1, name: "Letter to Norway" }).waitFor();
  assert.match(await ana.getByLabel("The recommendation").inputValue(), /^Amend the School Act/);
  assert.match(await ana.innerText("main"), /We have handed in a written submission/);
  const zip = await ana.request.get(`${draft}/lobby/all.zip`);
  assert.match(zip.headers()["content-disposition"], /talks\.zip/);
  assert.equal((await zip.body()).subarray(0, 2).toString(), "PK");

  // spoken, together with others
  await ana.goto(`${server.address}/statements`);
  await ana.getByLabel("State under review").selectOption({ label: "Iceland" });
  await ana.getByRole("button", { name: "Begin", exact: true }).click();
  await ana.getByRole("heading", { level: 1, name: "Iceland" }).waitFor();
  const statement = ana.url().replace(/[#?].*/, "");
  await ana.locator(".paragraph textarea").fill("We thank Iceland, and ask for one thing: no pupil should have to pray.");
  await saved(ana);
  await ana.getByLabel("Name of the organisation").fill("Lamplight Association");
  await ana.getByRole("button", { name: "Ask them to sign" }).click();
  await ana.getByText("They were told.").waitFor();
  const focal = await somebody("focal@demo.test");
  await focal.goto(statement);
  await focal.getByRole("button", { name: "Sign for my organisation" }).click();
  await focal.getByText("Signed.", { exact: true }).waitFor();
  await ana.goto(statement);
  await ana.getByLabel("Session of the Human Rights Council").fill("63");
  await ana.getByRole("button", { name: "It was spoken" }).click();
  await ana.getByText("session 63 of the Council").waitFor();
  await become(visitor, [trained + 1, submitted + 1, spoken + 1]);

  // the chain of the organisation says the same
  await admin.goto(`${server.address}/admin/impact`);
  await admin.getByText("Green Table").first().waitFor();
  assert.equal(server.log(), "", "nothing was logged as a warning");
});
