// Saves a draft paragraph by paragraph, says so, and looks whether others wrote. The page works without.
const studio = document.querySelector("[data-studio]");
const news = studio?.querySelector("[data-news]");
let revision = Number(studio?.dataset.revision);
const forms = () => [...document.querySelectorAll("form[data-save]")];
const state = new WeakMap();
// who this page is, and how many times it has saved: an answer that was lost is no conflict with oneself
const pageId = [...crypto.getRandomValues(new Uint8Array(8))].map((b) => b.toString(16).padStart(2, "0")).join("");
let step = 0;
const say = (form, what, text) => { const s = form.querySelector("[data-saving]"); s.ariaLive = ["saving", "saved"].includes(what) ? "off" : "assertive"; s.textContent = text ?? s.dataset[what] ?? ""; s.dataset.state = what; };

// what changes with each letter is seen; said aloud is only that the limit comes near or is passed
function meter(box, level, text) {
  box.querySelector("[data-words]").textContent = text;
  if (box.dataset.level !== level && level !== "fine") box.querySelector("[data-aloud]").textContent = text;
  box.dataset.level = level;
}

function words(headers) {
  const box = document.getElementById("words"), text = headers.get("x-words");
  if (box && text) meter(box, headers.get("x-level"), decodeURIComponent(text));
}

// counted while it is written, by the server's own function: loaded with the first letter
let counter;
const number = new Intl.NumberFormat(document.documentElement.lang);
async function live() {
  const box = document.getElementById("words");
  if (!box || !studio.dataset.counter) return;
  try {
    counter ??= WebAssembly.instantiateStreaming(fetch(studio.dataset.counter)).then(({ instance }) => instance.exports);
    const { push, words, level } = await counter;
    const count = (text) => { for (const character of text) push(character.codePointAt(0)); return words(); };
    const body = forms().reduce((sum, form) => sum + count(form.elements.text.value) - state.get(form).words, Number(box.dataset.body));
    const limit = Number(box.dataset.limit);
    box.querySelector("progress").value = body;
    if (!limit) return;
    const text = body > limit ? box.dataset.over.replace("{more}", number.format(body - limit)) : box.dataset.used.replace("{left}", number.format(limit - body));
    meter(box, ["fine", "near", "over"][level(body, limit)], text.replace("{n}", number.format(body)));
  } catch { /* counted after the next save */ }
}

async function save(form, leaving) {
  const own = state.get(form);
  clearTimeout(own.timer);
  if (own.stopped) return;
  // who leaves while a text is under way sends the last one behind it: the server takes the later of the two
  if (own.busy && !leaving) { own.timer = setTimeout(() => save(form), 400); return; }
  own.busy += 1; own.dirty = false; own.since = 0;
  say(form, "saving");
  const body = new URLSearchParams([...new FormData(form), ["autosave", "1"], ["page", pageId], ["step", String((step += 1))]]);
  try {
    // a browser lets a request of up to 64 kB outlive its page
    const answer = await fetch(form.action, { method: "POST", keepalive: String(body).length < 60000, headers: { accept: "application/json" }, body });
    if (answer.ok) {
      form.elements.version.value = Math.max(form.elements.version.value, answer.headers.get("x-version"));
      document.querySelectorAll(`[data-paragraph="${form.elements.paragraph.value}"] [name=version]`).forEach((f) => (f.value = form.elements.version.value));
      const now = Number(answer.headers.get("x-revision"));
      if (now === revision + 1) revision = now;
      words(answer.headers);
      if (answer.headers.has("x-body")) {
        own.words = Number(answer.headers.get("x-own"));
        document.getElementById("words").dataset.body = answer.headers.get("x-body");
        if (counter) live();
      }
      say(form, own.dirty ? "saving" : "saved");
    } else if ([400, 401, 403, 404, 409].includes(answer.status)) {
      // somebody else wrote here, or this draft is no longer ours: the page shows both texts, nothing is lost
      own.stopped = true;
      say(form, "conflict", studio.dataset.conflict);
      form.requestSubmit();
    } else if ([413, 422].includes(answer.status)) { own.dirty = true; say(form, "incomplete"); }
    else throw new Error(answer.status);
  } catch { own.dirty = true; say(form, "failed"); own.timer = setTimeout(() => save(form), 5000); }
  own.busy -= 1;
}

function attach(form) {
  if (state.has(form)) return;
  const own = { timer: 0, since: 0, dirty: false, busy: 0, stopped: false, words: Number(form.dataset.words) };
  state.set(form, own);
  const area = form.elements.text;
  const fit = () => { if (CSS.supports("field-sizing", "content")) return; area.rows = Math.max(area.rows, area.value.split("\n").length); };
  form.addEventListener("input", () => { 
    own.since ||= Date.now(); own.dirty = true; fit(); clearTimeout(own.timer); live();
    // what is not saved does not say so; who types without a pause is saved every three seconds
    if (!own.busy) say(form, "saving");
    own.timer = setTimeout(() => save(form), Math.max(0, Math.min(900, own.since + 3000 - Date.now())));
  });
  form.addEventListener("submit", () => { clearTimeout(own.timer); own.dirty = false; own.stopped = true; });
  // what was typed before this script came
  if (area.value !== area.defaultValue && !form.closest(".paragraph").querySelector("[role=alert]")) { own.dirty = true; own.timer = setTimeout(() => save(form), 50); }
  addEventListener("online", () => { if (own.dirty) save(form); });
}
forms().forEach(attach);
addEventListener("pagehide", () => forms().forEach((form) => { const own = state.get(form); if (own.dirty && !own.stopped) save(form, true); }));
// a phone that goes to another program may never come back
addEventListener("visibilitychange", () => { if (document.hidden) forms().forEach((form) => { const own = state.get(form); if (own.dirty && !own.stopped) save(form, true); }); });
// a page that comes back out of the browser's memory knows old versions only
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("beforeunload", (event) => { if (forms().some((f) => { const own = state.get(f); return own.dirty && f.querySelector("[data-state=failed]"); })) event.preventDefault(); });

// paragraphs that others wrote come in, those under one's own hands stay as they are
async function look() {
  if (document.hidden) return;
  try {
    const answer = await fetch(studio.dataset.state, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const now = await answer.json();
    if (now.revision === revision) return;
    revision = now.revision;
    const page = new DOMParser().parseFromString(await (await fetch(location.href, { headers: { "x-look": "1" } })).text(), "text/html");
    let changed = false;
    for (const fresh of page.querySelectorAll(".paragraph")) {
      const here = document.getElementById(fresh.id);
      if (!here) { changed = true; continue; }
      const form = here.querySelector("form[data-save]"), theirs = fresh.querySelector("form[data-save]");
      const own = state.get(form);
      if (Number(form.elements.version.value) >= Number(theirs.elements.version.value) || own.dirty || own.busy || here.contains(document.activeElement)) continue;
      // a comment that somebody is writing here stays too
      if ([...here.querySelectorAll("textarea")].some((t) => t.value !== t.defaultValue && t.form !== form)) continue;
      here.replaceWith(fresh);
      attach(fresh.querySelector("form[data-save]"));
      changed = true;
    }
    const meter = page.getElementById("words");
    if (meter) document.getElementById("words").replaceWith(meter);
    if (changed) { news.textContent = studio.dataset.changed; news.hidden = false; }
  } catch { /* the next look comes soon */ }
}
if (studio?.dataset.state) setInterval(look, 10000);
