// The story of the product, end to end, with script and again without.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { PASSWORD, answerKey, plain, signIn, startBrowser, startServer, until } from "./harness.mjs";

const MODULES = ["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"];

for (const javaScriptEnabled of [true, false]) {
  describe(`the story, script ${javaScriptEnabled ? "on" : "off"}`, () => {
    let server, chrome;
    const people = {};
    const somebody = async () => {
      const context = await chrome.browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
      context.setDefaultTimeout(10_000);
  return context.newPage();
    };

    before(async () => { server = await startServer(); chrome = await startBrowser(); });
    after(async () => { await chrome?.stop(); await server?.stop(); });

    test("a visitor sees what Upright is, the figures, the deadline and the modules", async () => {
      const page = await somebody();
      await page.goto(server.address);
      await page.getByRole("heading", { level: 1, name: "Your voice in the UN's review of your country" }).waitFor();
      assert.equal(await page.locator(".figure-number").count(), 3);
      assert.match(await page.locator(".deadline").innerText(), /in \d+ days|Tomorrow|Today/);
      assert.equal(await page.locator(".module-card").count(), 10);
    });

    test("an administrator creates an organisation, and an invited person joins it", async () => {
      const admin = (people.admin = await somebody());
      await signIn(admin, server.address, "admin@demo.test");
      await admin.goto(`${server.address}/admin/organisations`);
      await admin.getByLabel("Name of the organisation").fill("Green Table");
      await admin.getByLabel("Country").selectOption("IRL");
      await admin.getByRole("button", { name: "Create" }).click();
      await admin.getByRole("heading", { level: 1, name: "Green Table" }).waitFor();
      await admin.getByRole("button", { name: "Make the link" }).click();
      const link = await admin.getByLabel("Invitation link").inputValue();
      assert.match(link, /\/join\/[\w-]{43}$/);

      const ana = (people.ana = await somebody());
      await ana.goto(link);
      await ana.getByText("Join Green Table as: Participant").waitFor();
      // every bad field is named, and what was typed is kept
      await ana.getByLabel("Name").fill("Ana <b>");
      await ana.getByLabel("E-mail address").fill("not an address");
      await ana.getByLabel("Choose a password").fill("short");
      await ana.locator("form").first().evaluate((f) => f.setAttribute("novalidate", "")).catch(() => {});
      if (!javaScriptEnabled) await ana.getByLabel("E-mail address").fill("ana@example");
      await ana.getByRole("button", { name: "Make my account" }).click();
      await ana.getByRole("alert").waitFor();
      assert.equal(await ana.getByLabel("Name").inputValue(), "Ana <b>");
      assert.equal(await ana.getByLabel("Choose a password").inputValue(), "", "a password is never sent back");
      assert.ok((await ana.locator(".field-error").count()) >= 3);
      await ana.getByLabel("Name").fill("Ana Marsh");
      await ana.getByLabel("E-mail address").fill("ana@example.org");
      await ana.getByLabel("Choose a password").fill(PASSWORD);
      await ana.getByRole("button", { name: "Make my account" }).click();
      await ana.getByText("Welcome. Your account is ready.").waitFor();

      // the link is used up, and says so with a way on
      const late = await somebody();
      await late.goto(link);
      await late.getByText("This invitation has been used already.").waitFor();
      await late.getByRole("link", { name: "To the first page" }).waitFor();
    });

    test("the participant takes three modules and is trained by self-study", async () => {
      const { ana } = people;
      const key = answerKey();
      for (const module of MODULES) {
        await ana.goto(`${server.address}/modules/${module}`);
        await ana.getByText(/Still missing: 6 lessons and the quiz/).waitFor();
        await ana.getByRole("link", { name: "Start", exact: true }).click();
        for (let lesson = 1; lesson <= 6; lesson++) {
          await ana.getByText(`Lesson ${lesson} of 6`).waitFor();
          await ana.getByRole("button", { name: "Mark as done and go on" }).click();
        }
        await ana.getByText("All lessons are done. The quiz is still missing.").waitFor();
        await ana.getByRole("link", { name: "Take the quiz" }).click();
        await ana.getByRole("button", { name: "Start the quiz" }).click();
        for (let n = 1; n <= 14; n++) {
          await ana.getByText(`Question ${n} of 14`).waitFor();
          const { right } = key.get(plain(await ana.locator("#question-text").innerText())) ?? {};
          assert.ok(right, `no key for: ${await ana.locator("#question-text").innerText()}`);
          for (const label of await ana.locator(".options label").all()) {
            if (right.includes(plain(await label.innerText()))) await label.click();
          }
          await ana.getByRole("button", { name: /^Save and/ }).click();
        }
        await ana.getByText("Every question is answered.").waitFor();
        await ana.getByRole("button", { name: "Hand in" }).click();
        await ana.getByText("Passed with 100 %").waitFor();
        await ana.getByText("This module is complete.").waitFor();
      }
      await ana.goto(`${server.address}/home`);
      await ana.getByText(/You are trained by self-study since/).waitFor();
    });

    test("a trainer runs a workshop of two meetings, and those who come are trained", async () => {
      const { ana } = people;
      const trainer = await somebody();
      await signIn(trainer, server.address, "trainer@demo.test");
      await trainer.goto(`${server.address}/workshops/new/plan`);
      await trainer.getByLabel("Title").fill("Two evenings");
      await trainer.getByLabel("Time zone").selectOption("UTC");
      const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      for (const [n, start, end] of [[1, "10:00", "12:00"], [2, "14:00", "16:00"]]) {
        const meeting = trainer.getByRole("group", { name: `Meeting ${n}` });
        await meeting.getByLabel("Day").fill(tomorrow);
        await meeting.getByLabel("From").fill(start);
        await meeting.getByLabel("Until").fill(end);
        await meeting.getByLabel("Place").fill("Room 7");
      }
      await trainer.getByRole("button", { name: "Plan the workshop" }).click();
      await trainer.getByText("The workshop is planned.").waitFor();
      const workshop = trainer.url();

      // one registers alone, one is registered by the trainer
      await ana.goto(workshop);
      assert.equal(await ana.getByText("Room 7").count(), 0, "the place is for the registered only");
      await ana.getByRole("button", { name: "Register" }).click();
      await ana.getByText("You have a place. You find the meetings below.").waitFor();
      assert.equal(await ana.getByText("Room 7").count(), 2);
      await trainer.goto(`${workshop}/roster`);
      await trainer.getByLabel("Person").selectOption({ label: "Nora Byrne (Lamplight Association)" });
      await trainer.getByRole("button", { name: "Give them a place" }).click();
      await trainer.getByText("The person has a place now.").waitFor();

      for (const meeting of [1, 2]) {
        await trainer.goto(workshop);
        await trainer.getByRole("link", { name: "Run this meeting" }).nth(meeting - 1).click();
        const console_ = trainer.url();
        await trainer.getByRole("button", { name: "Open check-in" }).click();
        const digits = await trainer.locator("#check-in-code").innerText();
        assert.match(digits, /^\d{3} \d{3}$/);

        await ana.goto(`${server.address}/check-in`);
        await ana.getByLabel("Code").fill("12");
        await ana.getByRole("button", { name: "I am here" }).click();
        await ana.getByText("A code has six digits.").waitFor();
        assert.equal(await ana.getByLabel("Code").inputValue(), "12");
        await ana.getByLabel("Code").fill(await trainer.locator("#check-in-code").innerText());
        await ana.getByRole("button", { name: "I am here" }).click();
        // the meeting is tomorrow: it is kept, and counts from the start
        await ana.getByText(/You are early, and checked in/).waitFor();

        // her name appears without a reload (with script), after one (without)
        if (!javaScriptEnabled) await trainer.goto(console_);
        await trainer.getByText("1 of 2 are here").waitFor({ timeout: 5000 });
        await trainer.getByRole("row", { name: /Ana Marsh present/ }).waitFor();

        // a second check-in and one by a stranger
        await ana.goto(`${server.address}/check-in`);
        await ana.getByLabel("Code").fill(await trainer.locator("#check-in-code").innerText());
        await ana.getByRole("button", { name: "I am here" }).click();
        await ana.getByText(/You were checked in already/).waitFor();

        if (meeting === 2) {
          await trainer.getByRole("link", { name: /Correct.*Nora Byrne/ }).click();
          await trainer.getByLabel("State").selectOption("excused");
          await trainer.getByRole("button", { name: "Save" }).click();
          await trainer.getByText("The mark is corrected.").waitFor();
        }
        await trainer.getByText("Close the meeting", { exact: true }).click();
        await trainer.getByRole("button", { name: "Close the meeting now" }).click();
        await trainer.getByText("The meeting is closed. Whoever was not seen is marked absent.").waitFor();
      }
      await ana.goto(workshop);
      await ana.getByText("You attended enough: you are trained by this workshop.").waitFor();
      await trainer.goto(`${workshop}/roster`);
      await trainer.getByRole("row", { name: /Ana Marsh Green Table present .*present .*240 of 240 minutes 240 of 240 minutes trained/ }).waitFor();
      await trainer.getByRole("row", { name: /Nora Byrne Lamplight Association absent excused .*0 of 120 minutes/ }).waitFor();
      people.trainer = trainer;
    });

    test("the administrator sees nobody twice, the list behind each number, and the file", async () => {
      const { admin } = people;
      await admin.goto(`${server.address}/admin`);
      const row = admin.getByRole("listitem").filter({ hasText: "Green Table" });
      await row.waitFor();
      await row.getByRole("link", { name: "1", exact: true }).click();
      await admin.getByRole("row", { name: /Ana Marsh Green Table .*by a workshop/ }).waitFor();
      assert.match(await admin.locator("tbody").innerText(), /by self-study/);
      assert.equal(await admin.locator("tbody tr").count(), 1, "trained by two paths, listed once");

      const href = await admin.getByRole("link", { name: /CSV/ }).getAttribute("href");
      await admin.goto(`${server.address}/admin`);
      const named = Number(await admin.locator(".figure", { hasText: "counted by name" }).locator(".figure-number").innerText());
      const all = Number(await admin.locator(".figure").first().locator(".figure-number").innerText());
      assert.equal(all, named + 63, "the historic part is added and said");
      const list = href.replace(/&organisation=[^&]*/, "");
      const csv = await (await admin.request.get(server.address + list)).text();
      const lines = csv.trim().split("\r\n");
      assert.equal(lines.length - 1, named, "the file has as many people as the screen");
      assert.equal(lines.filter((line) => line.includes("Ana Marsh")).length, 1);

      const visitor = await somebody();
      // the public figures are counted anew every ten seconds
      await until(`the public is told ${all}`, async () => {
        await visitor.goto(`${server.address}/impact`);
        return Number(await visitor.locator(".figure-number").first().innerText()) === all;
      });
      await visitor.goto(`${server.address}/calendar?view=state`);
      assert.equal(await visitor.locator("tbody tr").count(), 193);
      assert.ok((await visitor.getByText("estimate", { exact: true }).count()) > 10);
    });

    test("a participant is told kindly where they may not go", async () => {
      const { ana, trainer } = people;
      for (const path of ["/admin", "/teach", "/workshops/new/plan", "/no/such/page"]) {
        const answer = await ana.goto(server.address + path);
        assert.equal(answer.status(), 404, path);
      }
      await trainer.goto(`${server.address}/me`);
      await trainer.getByRole("button", { name: "Sign out everywhere" }).click();
      await trainer.getByText("You are signed out on every device.").waitFor();
      await trainer.goto(`${server.address}/teach`);
      assert.match(trainer.url(), /\/sign-in\?next=/);
      assert.equal(server.log(), "", "nothing was logged as a warning");
    });
  });
}
