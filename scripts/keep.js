// A check-in while the phone has no connection: kept with the time it was typed, sent when the connection is back. The
// server takes it if the code was right then. What is kept is one person's: nobody else's sign-in sends it.
const form = document.querySelector("form[data-keep]");
const status = form?.querySelector("[data-keep-status]");
const NAME = "upright-check-ins";
const read = () => JSON.parse(localStorage.getItem(NAME) ?? "[]");
const write = (all) => localStorage.setItem(NAME, JSON.stringify(all));
const say = (what) => { status.hidden = false; status.textContent = form.dataset[what]; };
const send = async (kept) => {
  const body = new URLSearchParams({ code: kept.code, typed_ms: kept.typed, sent_ms: Date.now() });
  return fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
};
let trying;
const tryKept = async () => {
  clearTimeout(trying);
  const kept = read().find((k) => k.person === form.dataset.keep);
  if (!kept) return;
  try {
    const answer = await send(kept);
    // who must sign in first, or was too quick, keeps it; everything else is an answer
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) { trying = setTimeout(tryKept, 15000); return; }
    write(read().filter((k) => k.typed !== kept.typed || k.person !== kept.person));
    say(answer.ok ? "sent" : "refused");
    tryKept();
  } catch { say("kept"); trying = setTimeout(tryKept, 5000); }
};
if (form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const typed = Date.now();
    const code = form.elements.code.value;
    try {
      // is there a connection at all? Then the form goes its usual way
      await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(4000) });
      form.submit();
    } catch {
      write([...read(), { person: form.dataset.keep, code, typed }]);
      say("kept");
      trying = setTimeout(tryKept, 5000);
    }
  });
  addEventListener("online", tryKept);
  tryKept();
}
