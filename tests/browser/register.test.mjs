// The register in a real browser: from a number to the list to a person; a certificate from its holder to a stranger, without
// script; the digital badge before a verifier that shares no code with Upright.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { signIn, startBrowser, startServer } from "./harness.mjs";
import { check } from "./credential/verify.mjs";

describe("the register", () => {
  let server, chrome, code, pdf, badge;
  before(async () => { server = await startServer(); chrome = await startBrowser(); });
  after(async () => { await chrome?.stop(); await server?.stop(); });

  const open = async (role, script = true) => {
    const context = await chrome.browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: script, acceptDownloads: true });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    if (role) await signIn(page, server.address, `${role}@demo.test`);
    return page;
  };
  const download = async (page, name) => {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).first().click()]);
    return readFileSync(await file.path());
  };

  for (const script of [true, false]) {
    test(`a number opens its list, and the list a person (script ${script ? "on" : "off"})`, async () => {
      const page = await open("admin", script);
      await page.goto(`${server.address}/admin`);
      const named = Number(await page.locator("[data-n='figure/named']").first().textContent());
      await page.locator("a[data-n='figure/named']").click();
      assert.equal(await page.locator("tbody tr").count(), named);
      await page.locator("tbody a").first().click();
      await page.getByRole("heading", { name: "Training records" }).waitFor();
      assert.ok((await page.locator("h3").first().textContent()).match(/20\d\d-/), "a record with its day");
      // a view is a link: narrowed to one country, and back
      await page.goto(`${server.address}/admin`);
      await page.locator("th a[href*='country=']").first().click();
      assert.match(page.url(), /country=[A-Z]{3}/);
      assert.ok(Number(await page.locator("[data-n='figure/named']").first().textContent()) <= named);
    });
  }

  test("the holder downloads a certificate, a stranger checks it without script", async () => {
    const holder = await open("participant", false);
    await holder.goto(`${server.address}/certificates`);
    code = await holder.locator("code").first().textContent();
    pdf = await download(holder, "Download the PDF");
    assert.deepEqual(pdf, await download(holder, "Download the PDF"), "the same bytes twice");
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    await holder.getByText("More: show it to others").first().click();
    badge = await download(holder, "Digital badge");

    const stranger = await open(null, false);
    await stranger.goto(`${server.address}/verify`);
    await stranger.getByLabel("Code").fill(` ${code.toLowerCase().replaceAll("-", " ")} `);
    await stranger.getByRole("button", { name: "Check it" }).click();
    await stranger.getByText("This certificate is genuine, and valid.").waitFor();
    const drop = async (buffer) => {
      await stranger.getByLabel("PDF or JSON file").setInputFiles({ name: "x.pdf", mimeType: "application/pdf", buffer });
      await stranger.getByRole("button", { name: "Compare" }).click();
    };
    await drop(pdf);
    await stranger.getByText("It is the file that was issued, unchanged.").waitFor();
    const changed = Buffer.from(pdf);
    changed[changed.length >> 1] ^= 1;
    await drop(changed);
    await stranger.getByText("This is not the file that was issued.").waitFor();
    await drop(badge);
    await stranger.getByText("It is the digital badge that was issued, unchanged.").waitFor();
  });

  test("a verifier of its own accepts the badge, and refuses it after any one byte changes", async () => {
    const did = await (await fetch(`${server.address}/.well-known/did.json`)).json();
    const list = await (await fetch(`${server.address}/verify/${code}/revocations.json`)).json();
    await check(badge, did, list);
    let changes = 0;
    for (let at = 0; at < badge.length; at += 3) {
      const changed = Uint8Array.from(badge);
      changed[at] ^= 1;
      await assert.rejects(check(changed, did, list), undefined, `byte ${at}`);
      changes++;
    }
    console.log(`# ${changes} changed credentials, none accepted`);
    // once an administrator revokes it, the list says so
    const admin = await open("admin");
    await admin.goto(`${server.address}/admin/people?q=Nora`);
    await admin.getByRole("link", { name: "Nora Byrne" }).click();
    await admin.getByText("Revoke", { exact: true }).first().click();
    await admin.getByRole("button", { name: "Revoke" }).first().click();
    await admin.getByText("The certificate is revoked.").waitFor();
    const now = await (await fetch(`${server.address}/verify/${code}/revocations.json`)).json();
    await assert.rejects(check(badge, did, now), /revoked/);
    const stranger = await open(null, false);
    await stranger.goto(`${server.address}/verify/${code}`);
    await stranger.getByText("This certificate was revoked. It is not valid.").waitFor();
  });

  test("a person has their data erased by themselves, and can no longer sign in", async () => {
    const page = await open("focal", false);
    await page.goto(`${server.address}/me/data`);
    await page.getByLabel("Password").fill("wrong horse");
    await page.getByRole("button", { name: "Erase my data for good" }).click();
    await page.locator(".field-error").waitFor();
    await page.getByLabel("Password").fill("upright-demo");
    await page.getByRole("button", { name: "Erase my data for good" }).click();
    await page.getByText("Your data was erased.").waitFor();
    await page.goto(`${server.address}/sign-in`);
    await page.getByLabel("E-mail address").fill("focal@demo.test");
    await page.getByLabel("Password").fill("upright-demo");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.locator(".field-error").first().waitFor();
  });
});
