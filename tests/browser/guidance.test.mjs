// Guidance in a real browser, without script: asked with a file, a wrong kind refused with what was typed kept, answered
// by a trainer, put into the briefing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signIn, startBrowser, startServer } from "./harness.mjs";

let server, one;
before(async () => { server = await startServer(); one = await startBrowser(); });
after(async () => { await one?.stop(); await server?.stop(); });

async function open(email) {
  const page = await (await one.browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, server.address, email);
  return page;
}

test("asked, answered, put into the briefing", { timeout: 120_000 }, async () => {
  const ana = await open("participant@demo.test");
  await ana.goto(`${server.address}/guidance`);
  await ana.getByLabel("The question in one line").fill("How long may a footnote be?");
  await ana.getByLabel("The whole question").fill("Ours has <b>forty</b> words.");
  await ana.getByLabel("A file, if it helps").setInputFiles({ name: "note.exe", mimeType: "application/octet-stream", buffer: Buffer.from("MZ") });
  await ana.getByRole("button", { name: "Send the question" }).click();
  await ana.getByText("This kind of file is not taken here").waitFor();
  assert.equal(await ana.getByLabel("The whole question").inputValue(), "Ours has <b>forty</b> words.", "what was typed is kept");
  await ana.getByLabel("A file, if it helps").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("A note.") });
  await ana.getByRole("button", { name: "Send the question" }).click();
  await ana.getByText("Sent. You are told when somebody answers.").waitFor();
  assert.match(await ana.locator(".thread").innerText(), /Ours has <b>forty<\/b> words\./);

  const tess = await open("trainer@demo.test");
  await tess.goto(`${server.address}/teach/guidance`);
  await tess.getByRole("link", { name: "How long may a footnote be?" }).click();
  const file = await tess.getByRole("link", { name: "note.txt" }).getAttribute("href");
  const answer = await tess.request.get(server.address + file);
  assert.equal(await answer.text(), "A note.");
  assert.match(answer.headers()["content-disposition"], /^attachment/);
  await tess.getByLabel("Answer", { exact: true }).fill("No rule was seen. Keep to references.");
  await tess.getByRole("button", { name: "Send the answer" }).click();
  await tess.getByText("Sent.", { exact: true }).waitFor();
  await tess.getByText("Put this into the briefing").click();
  await tess.getByRole("button", { name: "Put into the briefing" }).click();
  await tess.getByText("It is in the briefing now.").waitFor();

  await ana.goto(`${server.address}/home`);
  await ana.getByRole("link", { name: /news on the question “How long may a footnote be\?”/ }).waitFor();
  const visitor = await (await one.browser.newContext({ javaScriptEnabled: false })).newPage();
  await visitor.goto(`${server.address}/briefing`);
  await visitor.getByText("How long may a footnote be?").click();
  await visitor.getByText("No rule was seen. Keep to references.").waitFor();
  // a stranger is shown neither the question nor its file
  assert.notEqual(await (await visitor.request.get(server.address + file)).text(), "A note.");
  const eve = await open("person2@demo.test");
  assert.equal((await eve.request.get(server.address + file)).status(), 404);
});
