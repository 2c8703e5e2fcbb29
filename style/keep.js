// A check-in while the phone has no connection: kept with the time it was typed, sent when the connection is back. The
// server takes it if the code was right then. Without this script the browser says that there is no connection.
const form = document.querySelector("form[data-keep]");
const status = form?.querySelector("[data-keep-status]");
const NAME = "upright-check-in";
const say = (what) => { status.hidden = false; status.textContent = form.dataset[what]; };
const send = async (kept) => {
  const body = new URLSearchParams({ code: kept.code, typed_ms: kept.typed, sent_ms: Date.now() });
  return fetch(form.action, { method: "POST", headers: { accept: "application/json" }, body });
};
let trying;
const tryKept = async () => {
  clearTimeout(trying);
  const kept = JSON.parse(localStorage.getItem(NAME) ?? "null");
  if (!kept) return;
  try {
    const answer = await send(kept);
    // who must sign in first, or was too quick, keeps it; everything else is an answer
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) { trying = setTimeout(tryKept, 15000); return; }
    localStorage.removeItem(NAME);
    say(answer.ok ? "sent" : "refused");
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
      localStorage.setItem(NAME, JSON.stringify({ code, typed }));
      say("kept");
      trying = setTimeout(tryKept, 5000);
    }
  });
  addEventListener("online", tryKept);
  tryKept();
}
