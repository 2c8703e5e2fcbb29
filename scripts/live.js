// Follows a live region: server-sent events, else asking again every ten seconds. Sections have an id and a stamp: while
// the stamp stays, what is typed in a section stays, and only its results are replaced. The page works without.
const region = document.querySelector("[data-live]");
const lost = document.querySelector("[data-live-lost]");
const ends = new WeakMap();
const voted = new Set(), mine = new Set();
const online = (yes) => { if (lost) lost.hidden = yes; };
const controls = (root) => root.querySelectorAll("textarea,input:not([type=hidden])");
const typing = (root) => [...controls(root)].some((e) => e.type !== "radio" && e.type !== "checkbox" && e.value !== e.defaultValue);

// what is a person's own is in their page only: what they voted for and wrote
const learn = (root) => {
  root.querySelectorAll(".vote[aria-pressed=true]").forEach((b) => voted.add(b.id));
  root.querySelectorAll("[data-mine]").forEach((e) => mine.add(e.dataset.entry));
};
const mark = (root) => {
  root.querySelectorAll(".vote").forEach((b) => b.setAttribute("aria-pressed", voted.has(b.id)));
  root.querySelectorAll("[data-entry]").forEach((e) => { if (mine.has(e.dataset.entry)) e.querySelector("form[data-quick]")?.remove(); });
};

// clocks run by what the server said was left: a wrong clock of the device does not matter
const tick = () => {
  for (const clock of document.querySelectorAll("[data-left]")) {
    if (!ends.has(clock)) ends.set(clock, performance.now() + Number(clock.dataset.left) * 1000);
    const left = Math.max(0, Math.round((ends.get(clock) - performance.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }
};
setInterval(tick, 500);

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

// a person's own part is taken from their own page, not by all at once
let fetching;
const fetchOwn = (wait = Math.random() * 1500) => {
  clearTimeout(fetching);
  fetching = setTimeout(async () => {
    try {
      const answer = await fetch(location.href);
      const own = answer.ok && parse(await answer.text()).querySelector("[data-live]");
      if (!own) throw new Error(answer.status);
      learn(own);
      show(own.innerHTML, true);
    } catch { fetchOwn(5000); }
  }, wait);
};

// what somebody chose or typed goes into the new form of the same activity
const carry = (from, to) => {
  if (!to.querySelector("form[data-carry]")) return;
  for (const e of controls(to)) {
    const old = [...controls(from)].find((o) => o.id === e.id);
    if (!old) continue;
    if (e.type === "radio" || e.type === "checkbox") e.checked = old.checked; else e.value = old.value;
  }
};

function show(html, isOwn) {
  const held = document.activeElement?.id;
  const fresh = [...parse(html).body.children];
  const ids = new Set(fresh.map((s) => s.id));
  for (const old of [...region.children]) if (!ids.has(old.id)) old.remove();
  let missing = false, cursor = region.firstElementChild;
  for (const section of fresh) {
    const old = document.getElementById(section.id);
    const needsOwn = section.dataset.needsOwn !== undefined;
    const same = old && old.dataset.stamp === section.dataset.stamp;
    let node = old;
    if (needsOwn && !isOwn) {
      // the own page brings it whole; until then what is there stays
      const text = (e) => e?.querySelector("[data-results]")?.textContent;
      if (!same || text(old) !== text(section)) missing = true;
      if (!old) node = document.importNode(section, true);
    } else if (same && !(needsOwn && isOwn && !typing(old))) {
      const [now, then] = [section.querySelector("[data-results]"), old.querySelector("[data-results]")];
      if (now && then) { mark(now); if (now.innerHTML !== then.innerHTML) then.replaceChildren(...now.childNodes); }
    } else {
      node = document.importNode(section, true);
      mark(node);
      if (old) {
        carry(old, node);
        if (old.querySelector("details[open]")) node.querySelector("details")?.setAttribute("open", "");
        if (old === cursor) cursor = old.nextElementSibling;
        old.remove();
      }
    }
    // nothing moves that stands where it should: focus, keyboards and readers are left alone
    if (node === cursor) cursor = cursor.nextElementSibling;
    else region.insertBefore(node, cursor);
  }
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("upright:fresh"));
  tick();
  if (missing) fetchOwn();
}

let source, failures = 0, heard = 0, silent = true, polling;
const poll = async () => {
  clearTimeout(polling);
  try {
    const answer = await fetch(region.dataset.poll, { headers: { accept: "text/html" } });
    if (answer.status === 401 || answer.status === 403) return location.reload();
    if (answer.ok) { online(true); show(await answer.text()); } else online(false);
  } catch { online(false); }
  // now and then events are tried again
  if (++failures % 6 === 0) follow(); else polling = setTimeout(poll, 10000);
};
const giveUp = () => { source?.close(); source = null; poll(); };
function follow() {
  if (!window.EventSource) return poll();
  clearTimeout(polling);
  heard = performance.now();
  silent = true;
  source = new EventSource(region.dataset.source);
  source.onmessage = (event) => { failures = 0; silent = false; heard = performance.now(); online(true); show(JSON.parse(event.data)); };
  source.addEventListener("ping", () => { heard = performance.now(); });
  source.onerror = () => {
    online(false);
    // the browser tries again by itself; a link that never carries events, or a session that ended, is asked for plainly
    if (++failures >= 3 || source?.readyState === EventSource.CLOSED) giveUp();
  };
}
// a line on which nothing is heard for two pings is dead, or holds events back
setInterval(() => { if (source && performance.now() - heard > (silent ? 8000 : 45000)) { failures++; giveUp(); } }, 2000);
addEventListener("visibilitychange", () => { if (!document.hidden && source && performance.now() - heard > 25000) { source.close(); follow(); } });
if (region) { learn(region); tick(); follow(); }

// a vote is one tap, without a new page; it says what is wanted, so that a tap sent twice is one
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.quick === undefined) return;
  event.preventDefault();
  const button = form.querySelector(".vote");
  const want = !voted.has(button.id);
  const set = (yes) => { if (yes) voted.add(button.id); else voted.delete(button.id); button.setAttribute("aria-pressed", yes); };
  set(want);
  try {
    const body = new URLSearchParams([...new FormData(form), ["want", want ? "on" : "off"]]);
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
    if (answer.status >= 500) { online(false); set(!want); }
    else if (!answer.ok) { set(!want); location.reload(); }
  } catch { online(false); set(!want); }
});
