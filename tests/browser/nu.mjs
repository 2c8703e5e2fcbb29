// Valid HTML, by the Nu checker (npm's vnu-jar): one run over all pages.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./harness.mjs";

const JAR = join(root, "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");

// DELETE THIS LINE when pages are served without Leptos' marks (`<!>`) and without scripts behind the document:
const LEFT_TO_THE_RENDERER = [/^Bogus comment\.$/, /^Stray start tag “script”\.$/, /^Saw “<!>”/, /^Non-space character in page trailer/];

/** What the checker says of pages (name → HTML): one line for each message, errors and warnings. */
export function invalid(pages) {
  const folder = join(root, "tests/browser/shots/html");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, html] of pages) writeFileSync(join(folder, `${name}.html`), html);
  const run = spawnSync("java", ["-Xss2m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error?.code === "ENOENT") {
    throw new Error("java is missing, which the Nu checker needs. On Debian: apt-get install --no-install-recommends default-jre-headless (17 or later)");
  }
  if (run.error || run.status !== 0) throw new Error(`the Nu checker failed: ${run.error ?? run.stderr}`);
  const left = typeof LEFT_TO_THE_RENDERER === "undefined" ? [] : LEFT_TO_THE_RENDERER;
  const { messages } = JSON.parse(run.stdout);
  return messages
    .filter((m) => m.type === "error" || m.type === "non-document-error" || m.subType === "warning")
    .filter((m) => !left.some((pattern) => pattern.test(m.message)))
    .map((m) => `${basename(m.url ?? "", ".html")}:${m.lastLine ?? 0}: ${m.subType ?? m.type}: ${m.message} — ${(m.extract ?? "").replace(/\s+/g, " ")}`);
}
