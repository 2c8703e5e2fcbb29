// The clock in a real browser: a date that moves is told and moves in calendars; a State that is due becomes a workshop; the
// briefing and its templates. Calendars are read by two libraries that share no code with Upright: ical.js (Thunderbird's)
// and node-ical.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import { signIn, startBrowser, startServer } from "./harness.mjs";

const get = async (address) => {
  const answer = await fetch(address);
  return { status: answer.status, type: answer.headers.get("content-type"), tag: answer.headers.get("etag"), text: await answer.text() };
};

/** The events of a feed by UID, read twice; both readers must say the same, and neither may complain. */
const read = async (address) => {
  const { status, type, text } = await get(address);
  assert.equal(status, 200, address);
  assert.match(type, /^text\/calendar/);
  const warnings = [];
  const warn = console.warn;
  console.warn = (...words) => warnings.push(words.join(" "));
  const parsed = new ICAL.Component(ICAL.parse(text));
  const other = nodeIcal.sync.parseICS(text);
  console.warn = warn;
  assert.deepEqual(warnings, []);
  assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), "lines are folded");
  for (const name of ["version", "prodid", "calscale", "method"]) assert.equal(parsed.getAllProperties(name).length, 1, name);
  const events = new Map();
  for (const component of parsed.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    assert.ok(!events.has(event.uid), `${event.uid} is there once`);
    for (const name of ["dtstamp", "sequence", "summary", "status"]) assert.equal(component.getAllProperties(name).length, 1, `${event.uid} ${name}`);
    assert.ok(event.endDate.compare(event.startDate) > 0, event.uid);
    const same = other[event.uid];
    assert.ok(same, `${event.uid} in both readers`);
    assert.equal(same.summary?.val ?? same.summary, event.summary);
    if (event.startDate.isDate) {
      assert.equal(same.datetype, "date");
    } else {
      assert.equal(event.startDate.zone.tzid, "UTC");
      assert.equal(+same.start, +event.startDate.toJSDate());
    }
    events.set(event.uid, { sequence: event.sequence, start: event.startDate.toString(), end: event.endDate.toString(), status: component.getFirstPropertyValue("status"), summary: event.summary });
  }
  assert.equal(Object.values(other).filter((e) => e.type === "VEVENT").length, events.size);
  return events;
};

/** What a calendar program holds after it took a feed: an event is replaced by one of the same UID and a sequence that is not lower. */
const take = (held, feed) => {
  for (const [uid, event] of feed) {
    const before = held.get(uid);
    if (before && JSON.stringify(before) !== JSON.stringify(event)) assert.ok(event.sequence > before.sequence, `${uid}: a change has a higher sequence`);
    held.set(uid, event);
  }
  return held;
};

describe("the clock", () => {
  let server, chrome;
  before(async () => { server = await startServer(); chrome = await startBrowser(); });
  after(async () => { await chrome?.stop(); await server?.stop(); });

  const open = async (role, script = true) => {
    const context = await chrome.browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: script });
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    if (role) await signIn(page, server.address, `${role}@demo.test`);
    return page;
  };
  const day = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);
  /** Opens the form of a State's review. */
  const edit = async (admin, session, state) => {
    await admin.goto(`${server.address}/admin/calendar/${session}`);
    await admin.getByRole("link", { name: state, exact: true }).click();
  };
  const save = async (admin, step, value, source = "OHCHR, for a test") => {
    await admin.locator(`input[name='${step}_from']`).fill(value);
    await admin.getByLabel("Where you found").fill(source);
    await admin.getByRole("button", { name: "Save" }).first().click();
    await admin.getByText("Saved.").waitFor();
  };

  test("every feed is read by two libraries; a change and a cancellation are updates", async () => {
    const [all, state] = [`${server.address}/calendar.ics`, `${server.address}/countries/ISL.ics`];
    const held = { all: take(new Map(), await read(all)), state: take(new Map(), await read(state)) };
    const admin = await open("admin");
    const uid = [...held.state.keys()].find((key) => key.startsWith("review-5-ISL-submission@"));
    const before = { ...held.state.get(uid) };
    await edit(admin, "5-55", "Iceland");
    await save(admin, "submission", day(50));
    take(held.all, await read(all));
    take(held.state, await read(state));
    const moved = held.state.get(uid);
    assert.notEqual(moved.start, before.start);
    assert.equal(moved.status, "CONFIRMED");
    assert.equal([...held.state.keys()].filter((key) => key.includes("5-ISL-submission")).length, 1, "an update, not a second event");
    // a date that is taken back where a rule knows one becomes an estimate, where none does it is called off
    await edit(admin, "5-55", "Iceland");
    await save(admin, "submission", "");
    take(held.state, await read(state));
    assert.equal(held.state.get(uid).status, "TENTATIVE");
    const ukraine = `${server.address}/countries/UKR.ics`;
    await edit(admin, "4-54", "Ukraine");
    await save(admin, "adoption", day(300));
    const other = take(new Map(), await read(ukraine));
    const adoption = [...other.keys()].find((key) => key.startsWith("review-4-UKR-adoption@"));
    assert.equal(other.get(adoption).status, "CONFIRMED");
    await edit(admin, "4-54", "Ukraine");
    await save(admin, "adoption", "");
    take(other, await read(ukraine));
    assert.equal(other.get(adoption).status, "CANCELLED");
    // who has it already is told so
    const { tag } = await get(all);
    const again = await fetch(all, { headers: { "If-None-Match": tag } });
    assert.equal(again.status, 304);
  });

  for (const script of [true, false]) {
    test(`a private calendar is made, read, hides names, and is taken back (script ${script ? "on" : "off"})`, async () => {
      const page = await open("participant", script);
      await page.goto(`${server.address}/me`);
      await page.getByRole("button", { name: /Make (my private|a new) address/ }).click();
      const address = await page.locator("input.copy").inputValue();
      assert.match(address, /\/feeds\/[\w-]{43}\.ics$/);
      const events = await read(address);
      assert.ok([...events.keys()].some((uid) => uid.startsWith("meeting-")) && [...events.keys()].some((uid) => !uid.startsWith("meeting-")));
      assert.ok([...events].every(([uid, e]) => !/Ireland|IRL|submission/i.test(uid + e.summary)), "no names unless asked for");
      await page.goto(`${server.address}/me`);
      assert.equal(await page.locator("input.copy").count(), 0, "shown once");
      await page.getByRole("button", { name: "Take the address back" }).click();
      await page.getByText("The address works no longer.").waitFor();
      for (const wrong of [address, `${server.address}/feeds/${"A".repeat(43)}.ics`, `${server.address}/feeds/x`]) {
        const { status, text } = await get(wrong);
        assert.deepEqual([status, text], [404, "There is no calendar at this address."]);
      }
    });
  }

  test("a date that moves is told to who follows the State, with what it was and what it is (no script)", async () => {
    const reader = await open("trainer", false);
    await reader.goto(`${server.address}/countries/HUN`);
    await reader.getByRole("button", { name: "Follow", exact: true }).click();
    await reader.getByText("You follow this State now.").waitFor();
    const admin = await open("admin", false);
    await edit(admin, "5-56", "Hungary");
    const before = await admin.locator("input[name='submission_from']").inputValue();
    // a deadline after the session is refused beside its field, and nothing typed is lost
    await admin.locator("input[name='submission_from']").fill(day(700));
    await admin.getByLabel("Where you found").fill("OHCHR");
    await admin.getByRole("button", { name: "Save" }).first().click();
    await admin.getByText("This must be before the session begins.").first().waitFor();
    assert.equal(await admin.locator("input[name='submission_from']").inputValue(), day(700));
    await save(admin, "submission", day(170));
    await reader.goto(`${server.address}/home`);
    const told = await reader.getByText("A date you follow moved").first().textContent();
    const words = (iso) => new Date(`${iso}T12:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    for (const part of ["Hungary", words(before), words(day(170))]) assert.ok(told.includes(part), `${part} in ${told}`);
  });

  test("a State that is due becomes a workshop with its invitations prepared, by one click (no script)", async () => {
    const page = await open("trainer", false);
    await page.goto(`${server.address}/teach/due`);
    const row = page.locator("tr", { hasText: "Lithuania" }).first();
    await row.getByRole("button", { name: "Make a workshop" }).click();
    await page.getByText("its invitations are prepared").waitFor();
    const chosen = page.locator("input[type=checkbox][checked]");
    assert.equal(await chosen.count(), 1);
    assert.match(await page.locator("tr", { has: chosen }).textContent(), /House of Questions/);
  });

  test("home says one next step and why; the briefing marks where the reader's State stands", async () => {
    const page = await open("participant");
    await page.goto(`${server.address}/home`);
    assert.match(await page.locator(".because").textContent(), /^Because /);
    await page.goto(`${server.address}/briefing`);
    assert.equal(await page.locator(".briefing-step").count(), 14);
    assert.ok(await page.getByText("Ireland is here now").count() >= 1);
    for (const [name, type] of [["briefing.pdf", "application/pdf"], ["briefing/templates/outline.docx", "wordprocessingml"], ["briefing/templates/letter.txt", "text/plain"]]) {
      const answer = await get(`${server.address}/${name}`);
      assert.equal(answer.status, 200);
      assert.ok(answer.type.includes(type), answer.type);
    }
    assert.equal((await get(`${server.address}/briefing/templates/nothing.docx`)).status, 404);
  });

  test("one click in a mail program switches letters off, without a session", async () => {
    assert.equal((await fetch(`${server.address}/reminders-off/x`, { method: "POST", body: "List-Unsubscribe=One-Click", headers: { "content-type": "application/x-www-form-urlencoded" } })).status, 404);
  });
});
