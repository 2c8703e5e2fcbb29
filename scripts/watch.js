// Development only (`cargo xtask watch`): when the server goes away and comes back, the page is loaded anew.
let lost = false;
const source = new EventSource("/watch");
source.onerror = () => { lost = true; };
source.onopen = () => { if (lost) location.reload(); };
