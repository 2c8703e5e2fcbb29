// The clock of a practice run: scrolls the text at the speaker's pace and writes the time into the form. The page works without.
const page = document.querySelector("[data-speak]");
const button = page?.querySelector("[data-start]");
if (button) {
  const [clock, text, status] = ["[data-clock]", "[data-text]", "[data-over]"].map((name) => page.querySelector(name));
  const limit = Number(page.dataset.limit), takes = Number(page.dataset.takes);
  const field = document.querySelector("form [name=time]");
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const [start, how] = [button.textContent, status.textContent];
  let began = 0, ticking, awake;
  const written = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const tick = () => {
    const seconds = (performance.now() - began) / 1000;
    clock.textContent = written(Math.floor(seconds));
    if (!still && takes) text.scrollTop = (text.scrollHeight - text.clientHeight) * Math.min(1, seconds / takes);
    const over = seconds > limit;
    if (over && page.dataset.state !== "over") status.textContent = status.dataset.over;
    page.dataset.state = over ? "over" : seconds > limit - 15 ? "near" : "";
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (ticking) {
      clearInterval(ticking); ticking = undefined;
      awake?.release?.();
      field.value = written(Math.round((performance.now() - began) / 1000));
      button.textContent = start;
      field.focus();
      return;
    }
    began = performance.now();
    text.scrollTop = 0; status.textContent = how; page.dataset.state = "";
    ticking = setInterval(tick, 200);
    button.textContent = button.dataset.stop;
    // a screen that goes dark in the middle of a speech; not every browser can keep it
    try { awake = await navigator.wakeLock?.request("screen"); } catch { awake = undefined; }
  });
}
