// The learning story: a lesson with terms, a note and a bookmark, a quiz with every kind of question, the test before the
// programme. Once by keyboard alone (no mouse moves), once without script. Then writing, with script: saved while
// typing, the preview beside, published by a second person.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { answerKey, plain, signIn, startBrowser, startServer } from "./harness.mjs";

const MODULE = "reading-the-documents";
const key = answerKey();

/** A person without a mouse: Tab until it has the focus, then keys. */
const keyboard = (page) => {
  const reach = async (target) => {
    for (let presses = 0; presses < 200; presses++) {
      if (await target.evaluate((e) => e === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`not reached by Tab: ${target}`);
  };
  const times = async (n, k) => { for (let i = 0; i < n; i++) await page.keyboard.press(k); };
  return {
    press: async (target) => { await reach(target); await page.keyboard.press("Enter"); },
    type: async (target, text) => { await reach(target); await page.keyboard.press("Control+a"); await page.keyboard.type(text); },
    choose: async (target, index) => { await reach(target); await times(index, "ArrowDown"); },
    radio: async (all, index) => { await reach(all[0]); await (index === 0 ? page.keyboard.press("Space") : times(index, "ArrowDown")); },
    check: async (target) => { await reach(target); await page.keyboard.press("Space"); },
    focus: reach,
  };
};

/** A person with a finger. */
const touch = () => ({
  press: (target) => target.click(),
  type: (target, text) => target.fill(text),
  choose: (target, index) => target.selectOption({ index }),
  radio: (all, index) => all[index].check(),
  check: (target) => target.check(),
  focus: (target) => target.focus(),
});

/** What the page asks, as the curriculum has it. */
async function asked(page) {
  const text = await page.locator(".options .prose").first().evaluate((e) => {
    const copy = e.cloneNode(true);
    copy.querySelectorAll("select, input").forEach((x) => x.remove());
    return copy.textContent;
  });
  const found = key.get(plain(text));
  assert.ok(found, `no key for: ${text}`);
  return found;
}

/** Answers the question on the page rightly. */
async function answer(page, hand, q) {
  const texts = async (selector) => Promise.all((await page.locator(selector).all()).map(async (e) => plain(await e.innerText())));
  const place = async (select, wanted) => (await texts(`${select} option`)).findIndex((o) => o === wanted);
  if (q.kind === "single" || q.kind === "true_false") {
    const labels = await texts(".options li > label");
    await hand.radio(await page.locator(".options input[type=radio]").all(), labels.indexOf(q.right[0]));
  } else if (q.kind === "multiple") {
    const labels = await texts(".options li > label");
    for (const [i, box] of (await page.locator(".options input[type=checkbox]").all()).entries()) {
      if (q.right.includes(labels[i])) await hand.check(box);
    }
  } else if (q.kind === "matching") {
    for (const [i, left] of (await texts(".pair label")).entries()) {
      const right = q.pairs.find(([l]) => l === left)[1];
      await hand.choose(page.locator(`#pair-${i}`), await place(`#pair-${i}`, right));
    }
  } else if (q.kind === "ordering") {
    for (const [i, item] of (await texts(".place label")).entries()) await hand.choose(page.locator(`#place-${i}`), q.items.indexOf(item) + 1);
  } else if (q.kind === "gaps") {
    for (const [i, gap] of q.gaps.entries()) await hand.choose(page.locator(`[name=gap_${i}]`), await place(`[name=gap_${i}]`, plain(gap)));
  } else {
    await hand.type(page.locator("[name=text]"), q.text);
  }
}

for (const way of ["by keyboard alone", "without script"]) {
  const script = way !== "without script";
  describe(`learning ${way}`, () => {
    let server, chrome, page, hand;
    before(async () => {
      server = await startServer();
      chrome = await startBrowser();
      const context = await chrome.browser.newContext({ javaScriptEnabled: script, viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
      context.setDefaultTimeout(10_000);
      page = await context.newPage();
      hand = script ? keyboard(page) : touch();
      await page.goto(`${server.address}/sign-in`);
      await hand.type(page.getByLabel("E-mail address"), "person50@demo.test");
      await hand.type(page.getByLabel("Password", { exact: true }), "upright-demo");
      await hand.press(page.getByRole("button", { name: "Sign in", exact: true }));
      await page.waitForURL(`${server.address}/home`);
    });
    after(async () => { await chrome?.stop(); await server?.stop(); });

    test("a lesson explains its words, and keeps a bookmark and a note", async () => {
      await page.goto(`${server.address}/modules/${MODULE}`);
      await page.getByText(/Still missing: 6 lessons and the quiz/).waitFor();
      await hand.press(page.getByRole("link", { name: "Start", exact: true }));
      await page.getByText("Lesson 1 of 6").waitFor();
      const term = page.locator("button.term").first();
      const meaning = page.locator(`[id="${await term.getAttribute("aria-describedby")}"]`);
      assert.equal(await meaning.isVisible(), false);
      await hand.focus(term);
      assert.equal(await meaning.isVisible(), true, "the meaning is shown on focus");
      const box = await meaning.boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= 390, "and whole on a phone");
      await hand.press(page.getByRole("button", { name: "Set a bookmark" }));
      await page.getByRole("button", { name: "Remove the bookmark" }).waitFor();
      await hand.press(page.locator("details.note summary"));
      await hand.type(page.getByLabel("Note to this lesson"), "Ask for the matrix.");
      await hand.press(page.getByRole("button", { name: "Save my note" }));
      await page.getByText("Your note is saved.").waitFor();
      await hand.press(page.getByRole("button", { name: "Mark as done and go on" }));
      await page.getByText("Lesson 2 of 6").waitFor();
      await page.goto(`${server.address}/notes`);
      await page.getByText("Ask for the matrix.").waitFor();
      await page.goto(`${server.address}/glossary`);
      assert.ok((await page.locator(".glossary-term").count()) >= 120);
    });

    test("a quiz with every kind of question is answered, gone on with elsewhere, and passed", async () => {
      await page.goto(`${server.address}/modules/${MODULE}/quiz`);
      await hand.press(page.getByRole("button", { name: "Start the quiz" }));
      const kinds = new Set();
      for (let n = 1; n <= 14; n++) {
        await page.getByText(`Question ${n} of 14`).waitFor();
        const q = await asked(page);
        kinds.add(q.kind);
        await answer(page, hand, q);
        if (script) await page.locator('.save-state[data-state="saved"]').waitFor();
        if (script && n === 7) {
          // another device shows what was saved here without any button
          const other = await (await chrome.browser.newContext({ javaScriptEnabled: false })).newPage();
          await signIn(other, server.address, "person50@demo.test");
          await other.goto(`${server.address}/modules/${MODULE}/quiz?review=1`);
          assert.equal(await other.locator(".outline .tag.good").count(), 7);
          await other.context().close();
        }
        await hand.press(page.getByRole("button", { name: /^Save and/ }));
      }
      for (const kind of ["single", "multiple", "true_false", "matching", "ordering", "gaps"]) assert.ok(kinds.has(kind), `no ${kind} among ${[...kinds]}`);
      await page.getByText("Every question is answered.").waitFor();
      await hand.press(page.getByRole("button", { name: "Hand in" }));
      await page.getByText("Passed with 100 %").waitFor();
      await page.getByText("Still missing: 5 lessons.").waitFor();
    });

    test("the test before makes what is known optional", async () => {
      await page.goto(`${server.address}/programme`);
      await hand.press(page.getByRole("link", { name: "Take the test before" }));
      await hand.press(page.getByRole("button", { name: "Start", exact: true }));
      for (let n = 1; n <= 15; n++) {
        await page.getByText(`Question ${n} of 15`).waitFor();
        const q = await asked(page);
        if (q.module === "drafting-a-submission") {
          await answer(page, hand, q);
          await hand.press(page.getByRole("button", { name: /^Save and/ }));
          await page.getByText(n < 15 ? `Question ${n + 1} of 15` : /are not answered/).waitFor();
        } else if (n < 15) {
          await page.goto(`${server.address}/programme/before?q=${n + 1}`);
        }
      }
      await page.goto(`${server.address}/programme/before?review=1`);
      await hand.press(page.getByRole("button", { name: "Hand in" }));
      await page.getByText("33 % right").waitFor();
      await page.getByText("What is right is not shown").waitFor();
      await hand.press(page.getByRole("link", { name: "See what this means for you" }));
      await page.getByText("known: lessons optional").waitFor();
      await page.goto(`${server.address}/modules/drafting-a-submission`);
      await page.getByText("All lessons are done. The quiz is still missing.").or(page.getByText("You showed in the test that you know this.")).first().waitFor();
    });
  });
}

describe("writing", () => {
  let server, chrome;
  before(async () => { server = await startServer(); chrome = await startBrowser(); });
  after(async () => { await chrome?.stop(); await server?.stop(); });

  test("a draft is saved while it is typed, shown beside, reviewed by a second person, and in force", async () => {
    const open = async (role) => {
      const context = await chrome.browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      await signIn(page, server.address, `${role}@demo.test`);
      return page;
    };
    const [trainer, admin] = [await open("trainer"), await open("admin")];
    await trainer.goto(`${server.address}/teach/content`);
    await trainer.getByLabel("What").selectOption("question");
    await trainer.getByLabel("Module").selectOption("evidence-and-safety");
    await trainer.getByLabel("Title").fill("Two sources");
    await trainer.getByRole("button", { name: "Begin" }).click();
    await trainer.getByRole("heading", { level: 1, name: "Two sources" }).waitFor();
    await trainer.locator("#preview").getByText("This text is not right yet.").waitFor();
    const text = '+++\nkind = "true_false"\noutcome = 1\nname = "Two sources"\nfeedback = "Two are better."\n\n[[option]]\ntext = "True"\ncorrect = true\n\n[[option]]\ntext = "False"\n+++\nAre two sources better than one?\n';
    await trainer.getByLabel("Text").fill(text);
    await trainer.locator('.save-state[data-state="saved"]').waitFor();
    await trainer.locator("#preview").getByText("Are two sources better than one?").waitFor();
    await trainer.reload();
    assert.match(await trainer.getByLabel("Text").inputValue(), /Are two sources better/, "it was saved without a button");
    await trainer.getByRole("button", { name: "Hand in for review" }).click();
    await trainer.getByText("The draft waits for a second person now.").waitFor();
    assert.equal(await trainer.getByRole("button", { name: "Publish", exact: true }).count(), 0, "nobody publishes their own");
    await admin.goto(trainer.url());
    await admin.getByRole("button", { name: "Publish", exact: true }).click();
    await admin.getByText("Published. It is in force now.").waitFor();
    await admin.goto(`${server.address}/teach/questions?module=evidence-and-safety`);
    await admin.getByText("15 questions").waitFor();
    await admin.getByText("Are two sources better than one?").waitFor();
  });
});
