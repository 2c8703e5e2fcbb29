// Every page: accessible in light and dark, whole at every width, quiet on the console, from its own origin
// only, light on the wire, and with every text from the catalogue.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { invalid } from "./nu.mjs";
import { root, shots, signIn, startBrowser, startServer, until } from "./harness.mjs";

const axe = readFileSync(join(root, "tests/browser/node_modules/axe-core/axe.min.js"), "utf8");

describe("every page", () => {
  let server, chrome;
  const routes = []; // [role, path, name]
  const pages = {};

  before(async () => {
    server = await startServer();
    chrome = await startBrowser();
    const open = async (role) => {
      const context = await chrome.browser.newContext({ viewport: { width: 390, height: 844 } });
      context.setDefaultTimeout(10_000);
      const page = (pages[role] = await context.newPage());
      if (role !== "visitor") await signIn(page, server.address, `${role}@demo.test`);
      return page;
    };
    for (const role of ["visitor", "participant", "focal", "trainer", "admin"]) await open(role);
    const first = async (page, path, selector) => {
      await page.goto(server.address + path);
      return new URL(await page.locator(selector).first().getAttribute("href"), server.address).pathname;
    };
    const lesson = await first(pages.participant, "/modules/role-of-civil-society", ".outline a");
    const workshop = await first(pages.trainer, "/teach", "li.card h2 a");
    const run = await first(pages.trainer, workshop, "a[href^='/run/']");
    await pages.participant.goto(server.address + workshop);
    const meeting = run.split("/").pop();
    const past = await (async () => { await pages.trainer.goto(`${server.address}/teach`); return new URL(await pages.trainer.getByRole("link", { name: "Introduction to the UPR" }).getAttribute("href"), server.address).pathname; })();
    const group = await (async () => { await pages.trainer.goto(`${server.address}/teach`); return new URL(await pages.trainer.getByRole("link", { name: "Speaking at the Council" }).getAttribute("href"), server.address).pathname; })();
    routes.push(
      ["participant", `/live/${meeting}`, "live"],
      ["trainer", `${run}/screen`, "screen"], ["trainer", `${run}/desk`, "desk"], ["trainer", `${run}/sheet`, "sheet"], ["trainer", `${run}/calls`, "calls"],
      ["trainer", `${run}/activities`, "activities"], ["trainer", `${run}/activities?kind=quiz`, "activities-quiz"], ["trainer", `${run}/activities?kind=groups`, "activities-groups"],
      ["trainer", "/teach/library", "library"], ["trainer", "/teach/library?kind=poll_single", "library-new"],
      ["trainer", `${workshop}/plan`, "plan-change"], ["trainer", "/workshops/new/plan?template=introduction", "plan-template"],
      ["trainer", `${workshop}/invite`, "invite"], ["trainer", `${workshop}/manage`, "manage"], ["trainer", `${past}/results`, "results"],
      ["trainer", `${group}/roster`, "roster-waiting"], ["participant", group, "workshop-ask"], ["trainer", group, "workshop-managed"],
    );
    // a person with records, a rule that is tried, a file that waits, a certificate that is shown
    const person = await first(pages.admin, "/admin/trained", "tbody a");
    await pages.admin.goto(`${server.address}/admin/programmes`);
    const programme = await pages.admin.locator("input[name=try]").inputValue();
    const tried = `try=${programme}&base=1&workshop_percent=40&late_limit_minutes=10`;
    await pages.admin.goto(`${server.address}/admin/import`);
    await pages.admin.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("name,organisation,member_since,trained_on\nMina Field,River Voices,2024-01-01,2025-03-04\n") });
    await pages.admin.getByRole("button", { name: "Look at it" }).click();
    const looked = new URL(pages.admin.url()).pathname + new URL(pages.admin.url()).search;
    await pages.participant.goto(`${server.address}/certificates`);
    const code = await pages.participant.locator("code").first().textContent();
    await pages.participant.getByText("More: show it to others").first().click();
    await pages.participant.getByRole("button", { name: "Make a page for others" }).first().click();
    const studio = await first(pages.participant, "/submissions", "main ul a[href^='/submissions/']");
    const asked = await first(pages.participant, "/guidance", "main ul a[href^='/guidance/']");
    const factsheet = await first(pages.participant, `${studio}/lobby`, "main a[href*='/lobby/pages/']");
    const letter = await first(pages.participant, `${studio}/lobby`, "main a[href*='/lobby/letters/']");
    const statement = await first(pages.participant, "/statements", "main ul a[href^='/statements/']");
    const adminReview = await first(pages.admin, "/admin/calendar/4-54", "main ul a[href^='/admin/calendar/states/']");
    const organisation = await first(pages.admin, "/admin/organisations", "tbody a");
    const own = await first(pages.focal, "/home", "a[href^='/organisations/']");
    await pages.admin.goto(`${server.address}${organisation}`);
    await pages.admin.getByRole("button", { name: "Make the link" }).click();
    const join_ = new URL(await pages.admin.getByLabel("Invitation link").inputValue()).pathname;
    // a quiz under way, and one that was handed in
    await pages.participant.goto(`${server.address}/modules/drafting-a-submission/quiz`);
    await pages.participant.getByRole("button", { name: "Start the quiz" }).click();
    await pages.participant.goto(`${server.address}/modules/engagement-and-advocacy/quiz`);
    await pages.participant.getByRole("button", { name: "Start the quiz" }).click();
    await pages.participant.getByRole("link", { name: "All questions" }).click();
    await pages.participant.getByRole("button", { name: "Hand in" }).click();
    // questions of every kind, a lesson with a draft, a question of the bank, an open answer
    await pages.participant.goto(`${server.address}/modules/smart-recommendations/quiz`);
    await pages.participant.getByRole("button", { name: "Start the quiz" }).click();
    const kinds = {};
    for (let n = 1; n <= 14; n++) {
      await pages.participant.goto(`${server.address}/modules/smart-recommendations/quiz?q=${n}`);
      for (const [kind, selector] of [["matching", "[name=pair_0]"], ["ordering", "[name=place_0]"], ["gaps", "[name=gap_0]"], ["line", "input.answer-line"], ["open", "textarea[name=text]"]]) {
        if (await pages.participant.locator(selector).count()) kinds[kind] = `/modules/smart-recommendations/quiz?q=${n}`;
      }
    }
    for (const [kind, path] of Object.entries(kinds)) routes.push(["participant", path, `quiz-${kind}`]);
    const draft = await first(pages.trainer, "/teach/content", ".next-step li a");
    const question = await first(pages.trainer, "/teach/questions", "tbody a");
    await pages.trainer.goto(`${server.address}/teach/grading`);
    const open_ = new URL(await pages.trainer.locator("li.card h2 a").first().getAttribute("href"), server.address);
    routes.push(
      ["visitor", "/glossary", "glossary"], ["visitor", "/reminders-off/x", "reminders-off"],
      ["participant", "/programme", "programme"], ["participant", "/programme/before", "test-before"], ["participant", "/notes", "notes"],
      ["participant", "/review/role-of-civil-society", "review"],
      ["trainer", "/teach/content", "content"], ["trainer", draft, "document"], ["trainer", `${draft}?compare=1`, "document-compare"],
      ["trainer", "/teach/questions", "bank"], ["trainer", question, "bank-question"], ["trainer", "/teach/quizzes/role-of-civil-society", "analysis"],
      ["trainer", "/teach/grading", "grading"], ["trainer", open_.pathname + open_.search, "grade"],
      ["trainer", "/teach/learners", "learners"], ["trainer", "/teach/images", "images"],
    );
    routes.push(
      ["visitor", "/", "front"], ["visitor", "/sign-in", "sign-in"], ["visitor", join_, "join"], ["visitor", "/privacy", "privacy"],
      ["visitor", "/impact", "impact"], ["visitor", "/calendar", "calendar"], ["visitor", "/modules", "modules"],
      ["visitor", "/modules/role-of-civil-society", "module-visitor"], ["visitor", "/join/no-such-invitation", "not-found"],
      ["participant", "/home", "home"], ["participant", "/modules/role-of-civil-society", "module"], ["participant", lesson, "lesson"],
      ["participant", "/modules/evidence-and-safety/quiz", "quiz-start"], ["participant", "/modules/drafting-a-submission/quiz?q=1", "quiz-question"],
      ["participant", "/modules/drafting-a-submission/quiz?review=1", "quiz-review"], ["participant", "/modules/engagement-and-advocacy/quiz", "quiz-result"],
      ["participant", "/workshops", "workshops"], ["participant", workshop, "workshop"], ["participant", "/check-in", "check-in"], ["participant", "/me", "me"],
      ["focal", own, "organisation"],
      ["trainer", "/teach", "teach"], ["trainer", "/workshops/new/plan", "plan"], ["trainer", `${workshop}/roster`, "roster"],
      ["trainer", run, "console"],
      ["admin", "/admin", "totals"], ["admin", "/admin/people", "people"], ["admin", "/admin/trained", "trained"], ["admin", "/admin/people?q=nora", "people-search"], ["admin", person, "person"],
      ["admin", "/admin?region=african&from=2026-01-01", "totals-narrowed"], ["admin", "/admin/duplicates", "duplicates"], ["admin", "/admin/import", "import"], ["admin", "/admin/programmes", "programmes"],
      ["admin", `/admin/programmes?${tried}`, "programmes-tried"], ["admin", looked, "import-plan"],
      ["participant", "/certificates", "certificates"], ["participant", "/me/data", "data"], ["visitor", "/verify", "verify-ask"], ["visitor", `/verify/${code}`, "verify"],
      ["visitor", "/verify/0000-0000-0000", "verify-unknown"], ["visitor", `/badges/${code}`, "badge"], ["admin", "/admin/organisations", "organisations"],
      ["visitor", "/calendar?view=date", "calendar-date"], ["visitor", "/calendar?view=state&region=african", "calendar-state"], ["visitor", "/calendar?view=year", "calendar-year"],
      ["visitor", "/calendar?session=47", "calendar-session"], ["visitor", "/countries/MMR", "country"], ["participant", "/countries/IRL", "country-own"], ["trainer", "/countries/ISL", "country-staff"],
      ["admin", "/admin/impact", "admin-impact"],
      ["participant", "/guidance", "guidance"], ["participant", asked, "guidance-request"],
      ["trainer", "/teach/guidance", "guidance-waiting"], ["trainer", asked, "guidance-answer"],
      ["participant", "/statements", "statements"], ["participant", statement, "statement"], ["participant", `${statement}/speak`, "statement-speak"],
      ["participant", "/submissions", "submissions"], ["participant", studio, "submission"], ["participant", "/submissions/kept", "kept"],
      ...["who", "issues", "recommendations"].map((part) => ["participant", `${studio}/write/${part}`, `write-${part}`]),
      ...["read", "team", "history", "evidence", "matrix", "mentor", "after", "echo"].map((part) => ["participant", `${studio}/${part}`, `submission-${part}`]),
      ["participant", `${studio}/lobby`, "lobby"], ["participant", factsheet, "factsheet"], ["participant", letter, "letter"],
      ["trainer", "/teach/submissions", "waiting"],
      ["visitor", "/briefing", "briefing"], ["participant", "/briefing/submission", "briefing-step"], ["trainer", "/teach/due", "due"],
      ["admin", "/admin/calendar", "admin-calendar"], ["admin", "/admin/calendar/4-54", "admin-session"], ["admin", adminReview, "admin-review"], ["admin", "/admin/mail", "mail"], ["admin", "/admin/history", "history"],
    );
  });
  after(async () => { await chrome?.stop(); await server?.stop(); });

  test("no violation of accessibility, no sideways scroll, no word on the console", async () => {
    const problems = [];
    const look = async (page, path, name) => {
      const heard = [];
      const listen = (message) => heard.push(message.text());
      page.on("console", listen);
      page.on("pageerror", listen);
      const foreign = [];
      const request = (r) => { if (!r.url().startsWith(server.address) && !r.url().startsWith("data:")) foreign.push(r.url()); };
      page.on("request", request);
      for (const colorScheme of ["light", "dark"]) {
        for (const width of [390, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
          await page.goto(server.address + path);
          await page.screenshot({ path: join(shots, `${name}-${width}-${colorScheme}.png`) });
          if (width === 1280 && colorScheme === "dark") continue; // contrast does not depend on the width
          const result = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ["violations"] })`);
          for (const v of result.violations) problems.push(`${name} ${colorScheme} ${width}: ${v.id} ${v.nodes.map((n) => `${n.target} ${n.failureSummary}`).join(" | ")}`);
        }
      }
      for (const width of [320, 390]) {
        await page.setViewportSize({ width, height: 700 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) problems.push(`${name}: ${over} px wider than a screen of ${width}`);
      }
      if (!["not-found", "verify-unknown"].includes(name) && heard.length) problems.push(`${name} said: ${heard.join(" | ")}`);
      if (foreign.length) problems.push(`${name} asked other sites: ${foreign.join(" ")}`);
      page.off("console", listen).off("pageerror", listen).off("request", request);
    };
    // each person has a page of their own: they look side by side
    const walk = async (role) => { for (const [, path, name] of routes.filter(([who]) => who === role)) await look(pages[role], path, name); };
    await Promise.all(Object.keys(pages).map(walk));
    assert.equal(problems.join("\n"), "");
  });

  test("valid HTML by the Nu checker", async () => {
    const sent = new Map();
    for (const [role, path, name] of routes) {
      const answer = await pages[role].goto(server.address + path);
      sent.set(name, await answer.text());
    }
    assert.equal(invalid(sent).join("\n"), "");
  });

  test("a lesson is four requests and forty kilobytes at most, without wasm", async () => {
    const lesson = routes.find(([, , name]) => name === "lesson")[1];
    const weight = await weigh(pages.participant, server.address + lesson);
    console.log(`# lesson: ${weight.requests} requests, ${weight.bytes} bytes`);
    assert.ok(weight.requests <= 4, `${weight.requests} requests`);
    assert.ok(weight.bytes <= 40_000, `${weight.bytes} bytes`);
    assert.ok(!weight.urls.some((url) => url.includes(".wasm") || url.includes(".js")), weight.urls.join(" "));
  });

  test("the check-in page is fifteen kilobytes at most, styles and script included", async () => {
    const weight = await weigh(pages.participant, `${server.address}/check-in`);
    console.log(`# check-in: ${weight.requests} requests, ${weight.bytes} bytes`);
    assert.ok(weight.bytes <= 15_000, `${weight.bytes} bytes`);
  });

  test("a meeting followed on a phone is thirty kilobytes at most, without wasm", async () => {
    const live = routes.find(([, , name]) => name === "live")[1];
    const weight = await weigh(pages.participant, server.address + live);
    console.log(`# live: ${weight.requests} requests, ${weight.bytes} bytes`);
    assert.ok(weight.bytes <= 30_000, `${weight.bytes} bytes`);
    assert.ok(!weight.urls.some((url) => url.includes(".wasm")));
  });

  test("the console is thirty kilobytes at most, without wasm", async () => {
    const run = routes.find(([, , name]) => name === "console")[1];
    const weight = await weigh(pages.trainer, server.address + run);
    console.log(`# console: ${weight.requests} requests, ${weight.bytes} bytes`);
    assert.ok(weight.bytes <= 30_000, `${weight.bytes} bytes`);
    assert.ok(!weight.urls.some((url) => url.includes(".wasm")));
  });

  test("every text is from the catalogue", async () => {
    const hardCoded = [];
    for (const [role, path, name] of routes) {
      const page = pages[role];
      await page.goto(`${server.address}${path}${path.includes("?") ? "&" : "?"}lang=en-XA`);
      const found = await page.evaluate(() => {
        // what people and authors wrote is not interface: names are in <bdi>, content says so
        const data = "bdi, [data-content], script, noscript, style, select, .wordmark, input, title, .figures time, .crumbs, .module-card h3, textarea";
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const words = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.parentElement.closest(data)) continue;
          // the disguise puts every text of the catalogue in brackets; data stands in it as an argument
          if (!node.textContent.includes("[") && /[A-Za-z]{3,}/.test(node.textContent)) words.push(node.textContent.trim().slice(0, 60));
        }
        return words;
      });
      if (found.length) hardCoded.push(`${name}: ${[...new Set(found)].slice(0, 6).join(" | ")}`);
    }
    assert.equal(hardCoded.join("\n"), "");
  });

  test("the pictures of the README", async () => {
    for (const [role, path, name] of [["participant", "/home", "readme-home"], ["trainer", routes.find(([, , n]) => n === "console")[1], "readme-console"]]) {
      const page = pages[role];
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 1100, height: 760 });
      await page.goto(server.address + path);
      await page.screenshot({ path: join(root, "docs", `${name}.png`) });
    }
  });
});

/** Requests and bytes over the wire of a first visit (empty cache, signed in). */
async function weigh(page, url) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const urls = [];
  const open = new Set(); // requests under way; events are never done
  let bytes = 0, last = 0;
  session.on("Network.requestWillBeSent", (e) => { if (e.type !== "EventSource") open.add(e.requestId); last = Date.now(); });
  session.on("Network.responseReceived", (e) => urls.push(e.response.url));
  session.on("Network.loadingFinished", (e) => { bytes += e.encodedDataLength; open.delete(e.requestId); last = Date.now(); });
  session.on("Network.loadingFailed", (e) => { open.delete(e.requestId); last = Date.now(); });
  await page.goto(url);
  // icons and scripts come after the document
  await until("the network is quiet", () => open.size === 0 && Date.now() - last > 500);
  await session.send("Network.setCacheDisabled", { cacheDisabled: false });
  await session.detach();
  return { requests: urls.filter((u) => !u.endsWith("/events")).length, bytes, urls };
}
