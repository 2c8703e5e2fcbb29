// How long a draft of 10,000 words with 300 comments takes to open and to save a paragraph of, over the network interface of
// this machine: `node long-draft.mjs`. No test: it prints what it measured. UPRIGHT_BIN names another build of the program.
import { get as request } from "node:http";
import { signIn, startBrowser, startServer } from "./harness.mjs";

const PARAGRAPHS = 100, WORDS = 100, COMMENTS = 300, TIMES = 40;
const server = await startServer(), one = await startBrowser();
try {
  const page = await (await one.browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, server.address, "participant@demo.test");
  await page.goto(`${server.address}/submissions`);
  await page.getByLabel("State under review").selectOption({ label: "Iceland" });
  await page.getByRole("button", { name: "Begin", exact: true }).click();
  const path = page.url().replace(/[#?].*/, ""), submission = path.split("/").pop();
  const write = `${path}/write/issues`;
  await page.goto(write);
  const action = async (name) => new URL(await page.locator(`form[action*="${name}"]`).first().getAttribute("action"), server.address).href;
  const [add, save, comment] = [await action("add_paragraph"), await action("save_paragraph"), await action("comment_paragraph")];
  const post = async (url, form, headers = {}) => {
    const answer = await page.request.post(url, { form: { submission, section: "issues", ...form }, headers: { origin: server.address, ...headers }, maxRedirects: 0 });
    if (answer.status() >= 400) throw new Error(`${url}: ${answer.status()}`);
    return answer;
  };
  const text = (n) => Array.from({ length: WORDS }, (_, i) => `word${n}x${i}`).join(" ");
  for (let n = 0; n < PARAGRAPHS; n += 1) await post(add, { kind: "text", text: text(n) });
  await page.goto(write);
  const paragraphs = await page.locator("section.paragraph").evaluateAll((all) => all.map((p) => p.dataset.paragraph));
  const full = paragraphs.slice(-PARAGRAPHS);
  for (let n = 0; n < COMMENTS; n += 1) await post(comment, { paragraph: full[n % full.length], text: `Please add the year and the source of this, number ${n}.` });

  const timed = async (work) => {
    const all = [];
    for (let n = 0; n < TIMES; n += 1) { const from = performance.now(); await work(n); all.push(performance.now() - from); }
    all.sort((a, b) => a - b);
    return `p50 ${all[Math.floor(TIMES / 2)].toFixed(0)} ms, p95 ${all[Math.floor(TIMES * 0.95)].toFixed(0)} ms`;
  };
  let size = 0;
  const get = (url) => async () => { const answer = await page.request.get(url); if (!answer.ok()) throw new Error(`${url}: ${answer.status()}`); size = (await answer.body()).length; };
  console.log(`${PARAGRAPHS} paragraphs of ${WORDS} words, ${COMMENTS} comments, ${TIMES} times each`);
  console.log(`open to write: ${await timed(get(write))}; ${Math.round(size / 1024)} kB of HTML`);
  console.log(`open to read:  ${await timed(get(`${path}/read`))}; ${Math.round(size / 1024)} kB of HTML`);
  // as a browser gets it
  const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join("; ");
  const packed = await new Promise((done, failed) => request(write, { headers: { cookie, "accept-encoding": "br, gzip" } }, (answer) => {
    let bytes = 0;
    answer.on("data", (part) => (bytes += part.length)).on("end", () => done(`${Math.round(bytes / 1024)} kB by ${answer.headers["content-encoding"]}`));
  }).on("error", failed));
  console.log(`the page to write, packed: ${packed}`);
  let version = await page.locator(`[data-paragraph="${full[0]}"] form[data-save] [name=version]`).first().inputValue();
  const saving = async (n) => {
    const answer = await post(save, { paragraph: full[0], version, kind: "text", text: `${text(0)} more${n}`, autosave: "1" }, { accept: "application/json" });
    version = answer.headers()["x-version"];
    if (!version) throw new Error("not saved");
  };
  console.log(`save a paragraph: ${await timed(saving)}`);
} finally {
  await one.stop(); await server.stop();
}
