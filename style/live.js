// Follows a live region: server-sent events, else asking again every ten seconds. Sections have an id and a stamp: while
// the stamp stays, what is typed in a section stays, and only its results are replaced. The page works without.
const region = document.querySelector("[data-live]");
const lost = document.querySelector("[data-live-lost]");
const voted = new Set([...document.querySelectorAll(".vote[aria-pressed=true]")].map((b) => b.id));
const ends = new WeakMap();
const online = (yes) => { if (lost) lost.hidden = yes; };

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
const typing = (root) => [...root.querySelectorAll("textarea,input[type=text]")].some((e) => e.value !== e.defaultValue);
const press = (root) => root.querySelectorAll(".vote").forEach((b) => b.setAttribute("aria-pressed", voted.has(b.id)));

// what is a person's own is not in what all are sent: it is taken from their own page, not by all at once
let fetching;
const fetchOwn = () => {
  clearTimeout(fetching);
  fetching = setTimeout(async () => {
    try {
      const own = parse(await (await fetch(location.href)).text()).querySelector("[data-live]");
      if (own) { show(own.innerHTML, true); }
    } catch { fetching = setTimeout(fetchOwn, 5000); }
  }, Math.random() * 1500);
};

function show(html, isOwn) {
  const held = document.activeElement?.id;
  const fresh = [...parse(html).body.children];
  let missing = false;
  for (const section of fresh) {
    const old = section.id && document.getElementById(section.id);
    const needsOwn = section.dataset.needsOwn !== undefined;
    if (old && old.dataset.stamp === section.dataset.stamp && !(needsOwn && isOwn && !typing(old))) {
      const [mine, theirs] = [old.querySelector("[data-results]"), section.querySelector("[data-results]")];
      const differs = mine && theirs && mine.innerHTML !== theirs.innerHTML;
      if (differs && needsOwn && !isOwn) missing = true;
      else if (differs) { mine.replaceChildren(...theirs.childNodes); press(mine); }
      if (old !== region.lastElementChild || section !== fresh.at(-1)) region.append(old);
    } else {
      if (section.dataset.needsOwn !== undefined && !isOwn) missing = true;
      const node = document.importNode(section, true);
      if (old?.querySelector("details[open]")) node.querySelector("details")?.setAttribute("open", "");
      if (old) old.remove();
      region.append(node);
      press(node);
    }
  }
  const ids = new Set(fresh.map((s) => s.id));
  for (const old of [...region.children]) if (!ids.has(old.id)) old.remove();
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("upright:fresh"));
  tick();
  if (missing) fetchOwn();
}

let source, failures = 0;
const poll = async () => {
  try {
    const answer = await fetch(region.dataset.poll, { headers: { accept: "text/html" } });
    if (answer.status === 401 || answer.status === 403) return location.reload();
    if (answer.ok) { online(true); show(await answer.text()); } else online(false);
  } catch { online(false); }
  // now and then events are tried again
  if (++failures % 6 === 0) follow(); else setTimeout(poll, 10000);
};
function follow() {
  if (!window.EventSource) return poll();
  source = new EventSource(region.dataset.source);
  source.onmessage = (event) => { failures = 0; online(true); show(JSON.parse(event.data)); };
  source.onerror = () => {
    online(false);
    // the browser tries again by itself; a link that never carries events, or a session that ended, is asked for plainly
    if (++failures >= 3 || source.readyState === EventSource.CLOSED) { source.close(); setTimeout(poll, 1000); }
  };
}
if (region) { tick(); follow(); }

// a vote is one tap, without a new page
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.quick === undefined) return;
  event.preventDefault();
  const button = form.querySelector(".vote");
  const pressed = !voted.has(button.id);
  if (pressed) voted.add(button.id); else voted.delete(button.id);
  button.setAttribute("aria-pressed", pressed);
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(new FormData(form)) });
    if (!answer.ok) form.submit();
  } catch { online(false); if (pressed) voted.delete(button.id); else voted.add(button.id); button.setAttribute("aria-pressed", !pressed); }
});
