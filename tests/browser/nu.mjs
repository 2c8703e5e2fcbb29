// Valid HTML, by the Nu checker (npm's vnu-jar): one run over all pages.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./harness.mjs";

const JAR = join(root, "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");

/** The errors of pages (name → HTML), one line each. Warnings are counted and printed. */
export function invalid(pages) {
  const folder = join(root, "tests/browser/shots/html");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, html] of pages) {
    writeFileSync(join(folder, `${name}.html`), html);
  }
  const run = spawnSync("java", ["-Xss2m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (run.error?.code === "ENOENT") {
    throw new Error("java is missing, which the Nu checker needs. On Debian: apt-get install --no-install-recommends default-jre-headless (17 or later)");
  }
  if (run.error || run.status !== 0) throw new Error(`the Nu checker failed: ${run.error ?? run.stderr}`);
  const { messages } = JSON.parse(run.stdout);
  const warnings = messages.filter((m) => m.subType === "warning").map((m) => m.message);
  for (const text of new Set(warnings)) console.log(`# warning, ${warnings.filter((w) => w === text).length} times: ${text}`);
  return messages
    .filter((m) => m.type !== "info")
    .map((m) => `${basename(m.url ?? "", ".html")}:${m.lastLine ?? 0}: ${m.message} — ${(m.extract ?? "").replace(/\s+/g, " ")}`);
}
