import { startBrowser, signIn } from "./harness.mjs";
import { mkdirSync } from "node:fs";
const address = "http://127.0.0.1:3111";
const { browser, stop } = await startBrowser();
mkdirSync("/tmp/shots", { recursive: true });
const want = process.argv[2] ? process.argv[2].split(",") : null;
const list = [
  ["visitor", "/calendar", "calendar"], ["visitor", "/calendar?view=date", "bydate"], ["visitor", "/calendar?view=year&year=2027", "year"], ["visitor", "/calendar?view=state", "bystate"],
  ["visitor", "/countries/ISL", "country"], ["visitor", "/countries/MMR", "country-mmr"], ["visitor", "/briefing", "briefing"], ["visitor", "/briefing/submission", "step"],
  ["participant", "/home", "home"], ["participant", "/countries/IRL", "country-own"], ["participant", "/me", "me"],
  ["trainer", "/teach/due", "due"], ["trainer", "/countries/ISL", "country-staff"],
  ["admin", "/admin/calendar", "admincal"], ["admin", "/admin/calendar/5-55", "adminsession"], ["admin", "/admin/mail", "mail"],
];
for (const [size, width, height] of [["phone", 390, 844], ["desk", 1280, 900]]) {
  for (const role of ["visitor", "participant", "trainer", "admin"]) {
    const mine = list.filter(([r, , n]) => r === role && (!want || want.includes(n)));
    if (!mine.length) continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: process.argv[3] ?? "light" });
    const page = await context.newPage();
    if (role !== "visitor") await signIn(page, address, `${role}@demo.test`);
    for (const [, path, name] of mine) {
      await page.goto(address + path);
      await page.screenshot({ path: `/tmp/shots/${name}-${size}.png`, fullPage: process.argv[4] !== "fold" });
    }
    await context.close();
  }
}
await stop();
