// Starts the real program on a free port with the demonstration's network, and a browser to walk in.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const shots = join(root, "tests/browser/shots");

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The demonstration on a free port; `stop()` ends it. */
export async function startServer() {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const program = spawn(join(root, process.env.UPRIGHT_BIN ?? "target/debug/upright"), ["demo"], {
    env: {
      ...process.env,
      UPRIGHT_ADDR: `127.0.0.1:${port}`,
      UPRIGHT_BASE_URL: address,
      UPRIGHT_SITE_DIR: process.env.UPRIGHT_SITE_DIR ?? join(root, "target/site"),
      UPRIGHT_LOG: "warn",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  program.stderr.on("data", (text) => (log += text));
  await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not ready in 60 s\n${log}`)), 60_000);
    program.stdout.on("data", (text) => {
      if (String(text).includes("Upright is ready")) { clearTimeout(late); resolve(); }
    });
    program.once("exit", (code) => { clearTimeout(late); reject(new Error(`ended with ${code}\n${log}`)); });
  });
  return {
    address,
    log: () => log,
    stop: () => new Promise((resolve) => { program.once("exit", resolve); program.kill("SIGTERM"); }),
  };
}

/** A browser with a profile of its own; `stop()` ends it. */
export async function startBrowser() {
  const profile = mkdtempSync(join(tmpdir(), "upright-browser-"));
  const browser = await chromium.launch({ executablePath: process.env.UPRIGHT_CHROMIUM || "/usr/bin/chromium", args: FLAGS });
  mkdirSync(shots, { recursive: true });
  return { browser, stop: async () => { await browser.close(); rmSync(profile, { recursive: true, force: true }); } };
}

/** Asks again until the answer is true: for what no page says by itself. */
export async function until(what, ask, within = 30_000) {
  const late = Date.now() + within;
  while (!(await ask())) {
    if (Date.now() > late) throw new Error(`waited ${within / 1000} s: ${what}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** A gate that holds what awaits `passed` until `open()`. */
export function gate() {
  let open;
  const passed = new Promise((resolve) => (open = resolve));
  return { passed, open };
}

export const PASSWORD = "upright-demo";

/** Signs in by the form. */
export async function signIn(page, address, email) {
  await page.goto(`${address}/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${address}/home`);
}

/** Letters and digits only: typography of the page and of the file may differ. */
export const plain = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

const list = (text) => [...text.matchAll(/"((?:[^"\\\\]|\\\\.)*)"/g)].map((m) => JSON.parse(`"${m[1]}"`));
const value = (text, key) => text.match(new RegExp(`^${key}\\s*=\\s*(.*)$`, "m"))?.[1];
const array = (text, key) => list(text.match(new RegExp(`^${key}\\s*=\\s*\\[([^\\]]*)\\]`, "m"))?.[1] ?? "");
const tables = (text, name) => text.split(`[[${name}]]`).slice(1).map((t) => t.split(/^\[\[/m)[0]);

/** For every question of the curriculum, by its text: its kind, its module, and what is right. */
export function answerKey() {
  const key = new Map();
  const modules = join(root, "content/en/modules");
  for (const module of readdirSync(modules)) {
    for (const file of readdirSync(join(modules, module, "questions"))) {
      const [, front, body] = readFileSync(join(modules, module, "questions", file), "utf8").split(/^\+\+\+$/m);
      const right = tables(front, "option").filter((o) => /^correct\s*=\s*true/m.test(o)).map((o) => plain(list(value(o, "text"))[0]));
      const answer = tables(front, "answer")[0] ?? "";
      key.set(plain(body.replace(/\*\*|\*|`|\{\d\}/g, "")), {
        module: module.replace(/^\d+-/, ""),
        kind: list(value(front, "kind"))[0],
        right,
        text: value(answer, "text") ? list(value(answer, "text"))[0] : value(answer, "value"),
        pairs: tables(front, "pair").map((p) => [plain(list(value(p, "left"))[0]), plain(list(value(p, "right"))[0])]),
        items: array(front, "items").map(plain),
        gaps: tables(front, "gap").map((g) => array(g, "accept")[0]),
      });
    }
  }
  return key;
}
