// Saves a form while it is filled in, says so, and counts down. The page works without: every form has its button.
const changed = (e) => e.type === "hidden" ? false : e.options ? [...e.options].some((o) => o.selected !== o.defaultSelected && o.value)
  : e.type === "radio" || e.type === "checkbox" ? e.checked !== e.defaultChecked : e.defaultValue !== undefined && e.value !== e.defaultValue;
const status = (form) => form.querySelector("[data-saving]");
const attached = new WeakSet();
function attach(form) {
  if (attached.has(form)) return;
  attached.add(form);
  let timer, dirty = false, busy = false, stopped = false;
  const say = (what) => { const s = status(form); s.ariaLive = ["saving", "saved"].includes(what) ? "off" : "assertive"; s.textContent = s.dataset[what] ?? ""; s.dataset.state = what; };
  const next = () => { const s = form.elements.sequence; if (s) s.value = String(Number(s.value) + 1); };
  const send = () => {
    next();
    const body = new URLSearchParams([...new FormData(form), ["autosave", "1"]]);
    // a browser lets a request of up to 64 kB outlive its page: an answer on its way survives a click on a link
    const keepalive = String(body).length < 60000;
    return fetch(form.action, { method: "POST", keepalive, headers: { accept: "application/json" }, body });
  };
  const save = async () => {
    clearTimeout(timer);
    if (stopped || !form.isConnected) return;
    if (busy) { timer = setTimeout(save, 500); return; }
    busy = true; dirty = false;
    say("saving");
    try {
      const answer = await send();
      if (answer.ok) { say("saved"); if (form.dataset.refresh) await refresh(form); }
      else if (answer.status === 422) say("incomplete");
      else if (answer.status === 409 && form.dataset.refresh) { stopped = true; say("conflict"); }
      // the page says why, with what was typed in it
      else if (answer.status === 409) { stopped = true; form.requestSubmit(); }
      else if ([400, 401, 403, 404, 413].includes(answer.status)) { stopped = true; say("refused"); }
      else throw new Error(answer.status);
    } catch { dirty = true; say("failed"); timer = setTimeout(save, 5000); }
    busy = false;
  };
  form.addEventListener("input", (event) => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, event.target.matches("textarea,input[type=text]") ? 900 : 50);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); dirty = false; next(); });
  // what was typed before this script came
  if ([...form.elements].some(changed)) timer = setTimeout(save, 50);
  addEventListener("pagehide", () => { if (dirty && !stopped) { dirty = false; send().catch(() => {}); } });
  addEventListener("online", () => { if (dirty) save(); });
}
const attachAll = () => document.querySelectorAll("form[data-autosave]").forEach(attach);
attachAll();
document.addEventListener("upright:fresh", attachAll);
async function refresh(form) {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const fresh = page.querySelector(form.dataset.refresh);
  if (fresh) document.querySelector(form.dataset.refresh).replaceWith(fresh);
  const stamp = page.querySelector("form[data-autosave] [name=stamp]");
  if (stamp) form.elements.stamp.value = stamp.value;
}
const clock = document.querySelector("[data-seconds]");
if (clock) {
  const end = performance.now() + Number(clock.dataset.seconds) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    clock.querySelector("[data-clock]").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 120) clock.querySelector("[role=status]").textContent = clock.dataset.warning;
    if (left === 0) setTimeout(() => location.reload(), 62000); else setTimeout(tick, 1000);
  };
  tick();
}
