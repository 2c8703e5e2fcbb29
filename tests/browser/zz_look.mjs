import { startServer, startBrowser, signIn, shots } from "./harness.mjs";
const server = await startServer(); const { browser, stop } = await startBrowser();
try {
  for (const [name, width] of [["phone", 390], ["desk", 1280]]) {
    const ctx = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: name === "desk" ? "light" : "dark" });
    const page = await ctx.newPage();
    page.on("pageerror", (e) => console.log("ERR", e.message));
    page.on("console", (m) => m.type() === "error" && console.log("CON", m.text()));
    await signIn(page, server.address, "participant@demo.test");
    const shot = (n) => page.screenshot({ path: `${shots}/zz-${name}-${n}.png`, fullPage: true });
    await page.goto(`${server.address}/submissions`); await shot("list");
    const links = await page.$$eval("main a", (as) => as.map((a) => a.getAttribute("href")).filter((h) => /submissions\/[0-9a-f-]{36}$/.test(h)));
    const own = links.find(Boolean); console.log(links);
    for (const l of links) { await page.goto(server.address + l); const t = await page.textContent("h1"); console.log(l, t); if (t.includes("Ireland")) globalThis.ie = l; }
    for (const part of ["", "/write/issues", "/read", "/team", "/history", "/evidence", "/matrix", "/mentor", "/after"]) {
      const r = await page.goto(server.address + ie + part); if (r.status() !== 200) console.log(part, r.status());
      await shot(part.replaceAll("/", "-") || "-desk");
    }
    for (const e of ["docx", "pdf", "txt"]) { const r = await page.request.get(server.address + ie + "." + e); console.log(e, r.status(), r.headers()["content-disposition"]); (await import("node:fs")).writeFileSync(`/tmp/sub.${e}`, await r.body()); }
  }
} finally { await stop(); await server.stop(); console.log(server.log()); }
