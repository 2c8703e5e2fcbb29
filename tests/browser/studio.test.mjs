// The studio in a real browser: two people write in one draft, one browser is killed; without script both texts are shown;
// a submission is begun, written, signed and handed in, and the public figure moves by one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gate, signIn, startBrowser, startServer, until } from "./harness.mjs";

let server, one, two;
before(async () => { server = await startServer(); one = await startBrowser(); two = await startBrowser(); });
after(async () => { await one?.stop(); await two?.stop().catch(() => {}); await server?.stop(); });

async function open(of, email, script = true) {
  const context = await of.browser.newContext({ javaScriptEnabled: script });
  const page = await context.newPage();
  await signIn(page, server.address, email);
  return page;
}
const link = (page, text) => page.locator("main").getByRole("link", { name: text, exact: true }).first().getAttribute("href");
async function ireland(page) {
  await page.goto(`${server.address}/submissions`);
  return link(page, "Ireland");
}
const area = (page, n) => page.locator(".paragraph form[data-save] textarea").nth(n);
const saved = (page, n) => page.locator(".paragraph form[data-save] [data-saving]").nth(n);
const whole = async (page, path) => { await page.goto(`${server.address}${path}/read`); return page.innerText("main"); };

test("two browsers type in one draft for a minute, one is killed: nothing acknowledged is lost", { timeout: 240_000 }, async () => {
  const ana = await open(one, "participant@demo.test");
  const ben = await open(two, "focal@demo.test");
  const path = await ireland(ana);
  for (const page of [ana, ben]) await page.goto(`${server.address}${path}/write/issues`);
  // each in a paragraph of their own: what was said to be saved is what must be there at the end
  const acknowledged = { ana: 0, ben: 0 };
  const type = async (page, who, n, until) => {
    for (let i = 1; Date.now() < until; i += 1) {
      await area(page, n).press("Control+End");
      await area(page, n).pressSequentially(` ${who}${i}`, { delay: 15 });
      if (i % 4 === 0) {
        await page.waitForFunction((at) => document.querySelectorAll(".paragraph form[data-save]")[at].querySelector("[data-saving]").dataset.state === "saved", n);
        acknowledged[who] = i;
      }
    }
  };
  const end = Date.now() + 60_000;
  const typing = [type(ana, "ana", 1, end), type(ben, "ben", 4, end - 15_000)];
  await typing[1];
  await area(ben, 4).pressSequentially(" unsaved");
  await two.browser.close();
  await typing[0];
  await ana.waitForFunction(() => !document.querySelector("[data-state=saving]"));
  const text = await whole(ana, path);
  for (const [who, last] of Object.entries(acknowledged)) {
    assert.ok(last >= 8, `${who} typed and was told it is saved: ${last}`);
    for (let i = 1; i <= last; i += 1) assert.match(text, new RegExp(`\\b${who}${i}\\b`), `${who}${i} was acknowledged`);
  }
  console.log(`acknowledged and there: ${acknowledged.ana} and ${acknowledged.ben} pieces`);
});

test("two in one paragraph: the second sees both texts, and both can be kept", { timeout: 120_000 }, async () => {
  const ana = await open(one, "participant@demo.test");
  const ben = await open(one, "focal@demo.test");
  const path = await ireland(ana);
  for (const page of [ana, ben]) await page.goto(`${server.address}${path}/write/method`);
  const before = await area(ana, 0).inputValue();
  await area(ana, 0).fill(`${before} Ana was here.`);
  await saved(ana, 0).and(ana.locator("[data-state=saved]")).waitFor();
  await area(ben, 0).fill(`${before} Ben was here.`);
  await ben.getByText("changed this paragraph while you wrote").waitFor();
  assert.match(await area(ben, 0).inputValue(), /Ben was here/, "what was typed stands in the field");
  assert.match(await ben.locator(".paragraph [role=alert]").first().textContent(), /Ana was here/);
  await area(ben, 0).fill(`${before} Ana was here. Ben was here.`);
  await ben.locator(".paragraph").first().getByRole("button", { name: "Save", exact: true }).click();
  await ben.getByText("Saved.", { exact: true }).waitFor();
  assert.match(await whole(ana, path), /Ana was here\. Ben was here\./);
});

test("answers that are lost, and leaving while a text is under way: nothing is lost, no conflict with oneself", { timeout: 120_000 }, async () => {
  const ana = await open(one, "participant@demo.test");
  const path = await ireland(ana);
  await ana.goto(`${server.address}${path}/write/method`);
  const before = await area(ana, 0).inputValue();
  // the text arrives, its answer does not: as on a line that breaks
  let lost = 0;
  await ana.route("**/save_paragraph", async (route) => { if (lost < 2) { lost += 1; await route.fetch(); await route.abort(); } else await route.continue(); });
  await area(ana, 0).fill(`${before} One.`);
  await ana.locator("[data-state=failed]").first().waitFor();
  await area(ana, 0).fill(`${before} One. Two.`);
  await ana.waitForFunction(() => document.querySelectorAll("[data-state=saved]").length > 0 && !document.querySelector("[data-state=failed], [data-state=saving]"));
  assert.equal(lost, 2);
  assert.equal(await ana.locator("[role=alert]").count(), 0);
  assert.match(await whole(ana, path), /One\. Two\./);

  // a slow line: the first text is under way when the last words are typed and the page is left
  await ana.unroute("**/save_paragraph");
  await ana.goto(`${server.address}${path}/write/method`);
  let sent = 0;
  const [line, underWay] = [gate(), gate()];
  await ana.route("**/save_paragraph", async (route) => {
    sent += 1;
    if (sent === 1) { underWay.open(); await line.passed; }
    await route.continue().catch(() => {}); // the page may be gone
  });
  await area(ana, 0).fill(`${before} One. Two. Three.`);
  await underWay.passed;
  assert.equal(sent, 1, "the first is under way");
  await area(ana, 0).fill(`${before} One. Two. Three. Last words.`);
  await ana.goto(`${server.address}${path}`);
  line.open();
  await until("the last words are there", async () => /Three\. Last words\./.test(await whole(ana, path)));
});

test("without script: a conflict shows both texts, and who was taken out keeps what they typed", { timeout: 120_000 }, async () => {
  const ana = await open(one, "participant@demo.test", false);
  const ben = await open(one, "focal@demo.test", false);
  const path = await ireland(ana);
  for (const page of [ana, ben]) await page.goto(`${server.address}${path}/write/who`);
  const save = (page) => page.locator(".paragraph").first().getByRole("button", { name: "Save", exact: true }).click();
  await area(ana, 0).fill("We are Lamplight, since 2009.");
  await save(ana);
  await area(ben, 0).fill("We are fourteen groups.");
  await save(ben);
  assert.match(await ben.locator(".paragraph [role=alert]").first().textContent(), /since 2009/);
  assert.equal(await area(ben, 0).inputValue(), "We are fourteen groups.");

  // the Greek draft: Lamplight is taken out while Ana writes in it
  await ana.goto(`${server.address}/submissions`);
  const greece = await link(ana, "Greece");
  await ana.goto(`${server.address}${greece}/write/who`);
  const lead = await open(one, "person2@demo.test", false);
  await lead.goto(`${server.address}${greece}/team`);
  await lead.getByRole("button", { name: "Take out" }).click();
  await area(ana, 0).fill("Three paragraphs of work.");
  await save(ana);
  assert.match(ana.url(), /\/submissions\/kept$/);
  assert.equal(await ana.getByLabel("What you typed").inputValue(), "Three paragraphs of work.");
});

test("begun, written, signed, handed in: the public figure moves by one", { timeout: 180_000 }, async () => {
  const visitor = await (await one.browser.newContext()).newPage();
  const figure = async () => {
    const answer = await visitor.request.get(`${server.address}/impact.json`);
    return (await answer.json()).submitting_members.value;
  };
  const focal = await open(one, "focal@demo.test");
  const before = await figure();
  await focal.goto(`${server.address}/submissions`);
  await focal.getByLabel("State under review").selectOption({ label: "Iceland" });
  await focal.getByRole("button", { name: "Begin", exact: true }).click();
  await focal.getByRole("link", { name: "Write", exact: true }).click();
  // counted while it is written, before anything is sent; the server says the same afterwards
  const used = () => focal.locator("#words [data-words]").textContent();
  let sent = 0;
  const line = gate();
  await focal.route("**/save_paragraph", async (route) => { sent += 1; await line.passed; await route.continue(); });
  await area(focal, 0).fill("We are a network of groups^[note], A/HRC/WG.6/41/XYZ/1.");
  await focal.waitForFunction(() => document.querySelector("#words [data-words]").textContent.startsWith("7 of"));
  const live = await used();
  line.open();
  await saved(focal, 0).and(focal.locator("[data-state=saved]")).waitFor();
  assert.ok(sent > 0);
  assert.equal(await used(), live);
  await focal.unroute("**/save_paragraph");
  await area(focal, 0).fill("We are a network of fourteen groups.");
  await saved(focal, 0).and(focal.locator("[data-state=saved]")).waitFor();
  assert.match(await focal.locator("#words [data-words]").textContent(), /^7 of 2,?815 words/, "counted while it is written");
  await focal.getByRole("link", { name: "Iceland" }).click();
  await focal.getByRole("button", { name: "Sign for my organisation" }).click();
  await focal.getByRole("link", { name: "Hand in" }).click();
  await focal.getByLabel("What shows it").first().fill("Receipt 4711");
  await focal.getByLabel("File").first().setInputFiles({ name: "receipt.txt", mimeType: "text/plain", buffer: Buffer.from("Received.") });
  await focal.getByRole("button", { name: "Save", exact: true }).first().click();
  await focal.getByText("Entered.").waitFor();
  const receipt = await focal.request.get(server.address + (await link(focal, "receipt.txt")));
  assert.equal(await receipt.text(), "Received.");
  assert.match(receipt.headers()["content-disposition"], /^attachment/);
  // what the public is told is kept for ten seconds
  await until("the public figure moves", async () => (await figure()) !== before);
  assert.equal(await figure(), before + 1);
  // a wrong kind of file is refused beside its field, and nothing is entered
  const own = focal.url().replace(/\/after.*/, "");
  const docx = await focal.request.get(`${own}.docx`);
  assert.equal((await docx.body()).subarray(0, 2).toString(), "PK");
  await focal.goto(`${own}/after`);
  await focal.getByText("Enter it").first().click();
  await focal.getByLabel("Address of the page").first().fill("https://example.org/iceland");
  await focal.getByLabel("File").first().setInputFiles({ name: "page.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
  await focal.getByRole("button", { name: "Save", exact: true }).first().click();
  await focal.getByText("This kind of file is not taken here").waitFor();
});
