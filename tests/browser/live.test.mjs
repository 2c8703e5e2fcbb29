// A whole workshop of two meetings: a trainer in a real browser, a participant on a phone (with script, and again
// without), and twelve people who only speak HTTP.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { PASSWORD, shots, signIn, startBrowser, startServer, until } from "./harness.mjs";

const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
// a meeting that is on now and ends on this day, whatever the time
const minute = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
const clock = (m) => `${String(Math.floor(m / 60)).padStart(2, "0")}:${String(m % 60).padStart(2, "0")}`;
const start = Math.max(0, minute - 3);
const end = Math.min(start + 120, 23 * 60 + 59);

/** Somebody without a browser: cookies, forms, redirects. */
class Person {
  cookies = new Map();
  constructor(address) { this.address = address; }
  async ask(path, options = {}) {
    const cookie = [...this.cookies].map(([n, v]) => `${n}=${v}`).join("; ");
    const headers = { accept: "text/html", cookie, referer: `${this.address}/home`, ...options.headers };
    const answer = await fetch(new URL(path, this.address), { redirect: "manual", ...options, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split(/=(.*)/s);
      this.cookies.set(name, value);
    }
    return answer;
  }
  async post(name, fields) {
    return this.ask(await this.functionOf(name), { method: "POST", body: new URLSearchParams(fields), headers: { "content-type": "application/x-www-form-urlencoded" } });
  }
  async functionOf(name) { return functions[name]; }
}
const functions = {
  sign_in: "/api/app/account/server_fns/sign_in",
  register: "/api/app/workshop/server_fns/register",
  check_in: "/api/app/attendance/server_fns/check_in",
  answer_activity: "/api/app/live/server_fns/answer_activity",
};

for (const javaScriptEnabled of [true, false]) {
  describe(`a workshop of two meetings, the participant's script ${javaScriptEnabled ? "on" : "off"}`, () => {
    let server, chrome, trainer, phone, workshop, wall;
    const room = [];
    const runs = [];
    const open = async (options) => {
      const context = await chrome.browser.newContext(options);
      context.setDefaultTimeout(15_000);
      return context.newPage();
    };
    // with script the page changes by itself; without, it refreshes itself, which nobody waits for here
    const see = async (locator) => {
      if (!javaScriptEnabled) await phone.goto(phone.url());
      await locator.waitFor();
    };
    const codeOf = async () => (await trainer.locator("#check-in-code").innerText()).replace(/\D/g, "");
    // the demonstration's own meeting of today
    const ownMeeting = async () => {
      await trainer.goto(`${server.address}/teach`);
      await trainer.getByRole("link", { name: "Your submission, step by step" }).click();
      return server.address + (await trainer.getByRole("link", { name: "Run this meeting" }).first().getAttribute("href"));
    };
    const checkAllIn = async (n) => {
      await trainer.goto(runs[n]);
      await trainer.getByRole("button", { name: "Open check-in" }).click();
      await trainer.locator("#check-in-code").waitFor();
      await phone.goto(`${server.address}/check-in`);
      await phone.getByLabel("Code").fill(await codeOf());
      await phone.getByRole("button", { name: "I am here" }).click();
      await phone.waitForURL(/\/live\//);
      const code = await codeOf();
      for (const person of room) {
        const answer = await person.post("check_in", { code });
        assert.match(answer.headers.get("location"), /\/live\//);
      }
      await trainer.getByText(/13 of 13 are here/).waitFor();
    };

    before(async () => {
      server = await startServer();
      chrome = await startBrowser();
      trainer = await open({ viewport: { width: 1280, height: 900 } });
      phone = await open({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
      await signIn(trainer, server.address, "trainer@demo.test");
      await signIn(phone, server.address, "participant@demo.test");
      // what stood on the wall of the demonstration's own meeting at the beginning, for a check-in that comes late
      await trainer.goto(await ownMeeting());
      wall = { at: Date.now(), code: await codeOf() };
      for (let n = 20; n < 32; n++) {
        const person = new Person(server.address);
        const answer = await person.post("sign_in", { email: `person${n}@demo.test`, password: PASSWORD });
        assert.equal(answer.headers.get("location"), "/home", `person ${n}`);
        room.push(person);
      }
    });
    after(async () => { await chrome?.stop(); await server?.stop(); });

    test("the trainer plans it from a template, and thirteen people register", async () => {
      await trainer.goto(`${server.address}/workshops/new/plan`);
      await trainer.getByLabel("Begin with a template").selectOption({ label: "Introduction to the UPR" });
      await trainer.getByRole("button", { name: "Use it" }).click();
      assert.equal(await trainer.getByLabel("Title").inputValue(), "Introduction to the UPR");
      await trainer.getByLabel("Time zone").selectOption("UTC");
      for (const [n, date] of [[1, day(0)], [2, day(1)]]) {
        await trainer.locator(`[name=meeting_${n}_date]`).fill(date);
        await trainer.locator(`[name=meeting_${n}_start]`).fill(clock(start));
        await trainer.locator(`[name=meeting_${n}_end]`).fill(clock(end));
      }
      await trainer.locator("[name=meeting_1_place]").fill("Room 7");
      await trainer.getByRole("button", { name: "Plan the workshop" }).click();
      await trainer.getByText("The workshop is planned.").waitFor();
      workshop = new URL(trainer.url()).pathname;
      for (const link of await trainer.getByRole("link", { name: "Run this meeting" }).all()) {
        runs.push(server.address + (await link.getAttribute("href")));
      }
      assert.equal(runs.length, 2);
      await phone.goto(server.address + workshop);
      assert.equal(await phone.getByText("Room 7").count(), 0, "the place is for the registered");
      await phone.getByRole("button", { name: "Register" }).click();
      await phone.getByText("Room 7").waitFor();
      for (const person of room) await person.post("register", { workshop: workshop.split("/").pop() });
    });

    test("everybody checks in, and follows a poll that the trainer opens on the spot", async () => {
      await checkAllIn(0);
      await trainer.goto(`${runs[0]}/activities?kind=poll_single`);
      await trainer.locator("#new").getByLabel("Title", { exact: true }).fill("Is the deadline known?");
      await trainer.locator("#new").getByLabel("Options").fill("Yes\nNo");
      await trainer.getByRole("button", { name: "Add and open now" }).click();
      await trainer.waitForURL(runs[0]);
      await see(phone.getByRole("group", { name: "Is the deadline known?" }));
      await phone.getByLabel("Yes").check();
      if (javaScriptEnabled) await phone.locator(".save-state[data-state=saved]").waitFor();
      else await phone.getByRole("button", { name: "Send" }).click();
      const id = await phone.locator("[name=activity]").first().getAttribute("value");
      for (const [n, person] of room.entries()) {
        const answer = await person.post("answer_activity", { meeting: runs[0].split("/").pop(), activity: id, [`a-${id}-choice`]: String(n % 2) });
        assert.match(answer.headers.get("location"), /\/live\//);
      }
      await trainer.getByText("13 answers").waitFor();
      // reloaded five times: the same person, the same answer
      for (let n = 0; n < 5; n++) {
        await phone.goto(phone.url());
        assert.ok(await phone.getByLabel("Yes").isChecked());
      }
      assert.equal(await phone.locator(".bars").count(), 0, "what came of it is not shown yet");
      await trainer.getByRole("button", { name: "Show the results" }).click();
      await see(phone.locator(".bars"));
      assert.match(await phone.locator(".bars").innerText(), /7 \(54 %\)[\s\S]*6 \(46 %\)/);
      await phone.screenshot({ path: join(shots, `live-poll-390-${javaScriptEnabled}.png`), fullPage: true });
    });

    test("a question is asked, voted for and answered; groups are drawn; the projector shows no names", async () => {
      await trainer.goto(`${runs[0]}/activities?kind=question_wall`);
      await trainer.locator("#new").getByLabel("Title", { exact: true }).fill("Your questions");
      await trainer.getByRole("button", { name: "Add and open now" }).click();
      await see(phone.getByLabel("Your question", { exact: true }));
      await phone.getByLabel("Your question", { exact: true }).fill("May we write together?");
      await phone.getByRole("button", { name: "Ask" }).click();
      await phone.getByText("May we write together?").waitFor();
      await phone.getByRole("button", { name: "Raise my hand" }).click();
      await trainer.locator("#hands").getByText("Nora Byrne").waitFor();
      await trainer.getByRole("button", { name: "It is answered" }).click();
      await see(phone.getByText("answered", { exact: true }));

      await trainer.goto(`${runs[0]}/activities?kind=groups`);
      await trainer.locator("#new").getByLabel("Title", { exact: true }).fill("Work in groups");
      await trainer.getByRole("button", { name: "Add and open now" }).click();
      await trainer.locator(".groups").first().waitFor();
      await see(phone.locator(".place-card"));
      assert.match(await phone.locator(".place-card").innerText(), /Group \d[\s\S]*Nora Byrne/);
      await trainer.goto(`${runs[0]}/screen`);
      await trainer.locator(".screen-code .qr").waitFor();
      const screen = await trainer.locator("body").innerText();
      assert.match(screen, /There are 4 groups/);
      assert.ok(!screen.includes("Nora"), "no names on the wall");
      await trainer.screenshot({ path: join(shots, "screen-live-1280.png") });
      await trainer.goto(runs[0]);
      await trainer.screenshot({ path: join(shots, "console-live-1280.png"), fullPage: true });
    });

    test("a meeting closed by mistake is opened again, and after the second everybody is trained", async () => {
      const close = async (n) => {
        await trainer.goto(runs[n]);
        if (await trainer.getByText("Close the meeting", { exact: true }).count()) await trainer.getByText("Close the meeting", { exact: true }).first().click();
        await trainer.getByRole("button", { name: "Close the meeting now" }).click();
        await trainer.getByText("This meeting is closed.").first().waitFor();
      };
      await close(0);
      await trainer.getByText("Closed by mistake?").click();
      await trainer.getByRole("button", { name: "Open the meeting again" }).click();
      await trainer.getByText("The meeting is open again.").waitFor();
      await close(0);
      await checkAllIn(1);
      await close(1);
      await trainer.goto(`${server.address}${workshop}/roster`);
      assert.equal(await trainer.locator("tbody .tag.good", { hasText: "trained" }).count(), 13);
      await trainer.goto(`${server.address}${workshop}/results`);
      await trainer.getByRole("button", { name: "Ask these questions" }).click();
      await trainer.getByText("no answer yet").first().waitFor();
      await phone.goto(server.address + workshop);
      await phone.getByText("you are trained by this workshop").waitFor();
      await phone.getByRole("link", { name: "Evaluation" }).click();
      await phone.locator("fieldset.scale").first().getByText("5", { exact: false }).last().click();
      await phone.getByRole("button", { name: "Send" }).click();
      await phone.getByText("Thank you for your answers.").waitFor();
      await trainer.goto(`${server.address}${workshop}/results`);
      await trainer.getByText("1 answer", { exact: false }).first().waitFor();
    });

    if (javaScriptEnabled) {
      test("a link that carries no events is served by asking again", async () => {
        const page = await open({ viewport: { width: 390, height: 844 } });
        page.setDefaultTimeout(45_000);
        await page.route("**/events*", (route) => route.abort());
        await signIn(page, server.address, "participant@demo.test");
        const run = await ownMeeting();
        await page.goto(`${server.address}/live/${run.split("/").pop()}`);
        await trainer.goto(`${run}/activities?kind=word_cloud`);
        await trainer.locator("#new").getByLabel("Title", { exact: true }).fill("One word");
        await trainer.getByRole("button", { name: "Add and open now" }).click();
        await page.getByRole("heading", { name: "One word" }).waitFor();
        await page.getByLabel("Up to 3 words").fill("hope, Work");
        await page.locator("form.answer", { has: page.getByLabel("Up to 3 words") }).getByRole("button", { name: "Send" }).click();
        await page.getByText("Your answer is there.").waitFor();
        await trainer.locator(".cloud").getByText("hope").waitFor();
      });

      test("a check-in without connection is kept on the phone and sent later, marked so", async () => {
        const run = await ownMeeting();
        await phone.goto(`${server.address}/check-in`);
        // typed when it stood on the wall; by now it is an old one
        await until("the code is old", () => Date.now() - wall.at > 46_000, 46_000);
        await phone.clock.setFixedTime(wall.at);
        await phone.getByLabel("Code").fill(wall.code);
        await phone.context().setOffline(true);
        await phone.getByRole("button", { name: "I am here" }).click();
        await phone.getByText("There is no connection. Your check-in is kept").waitFor();
        // back to now: the code that was typed is no longer taken
        await phone.clock.setFixedTime(Date.now());
        await phone.context().setOffline(false);
        await phone.getByText("Your check-in was sent. You are checked in.").waitFor();
        await trainer.goto(run);
        await trainer.getByText("phone was offline").waitFor();
      });
    }
  });
}
