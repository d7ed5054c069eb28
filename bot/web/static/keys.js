// Shortcuts of the console. Letters alone work only where nothing is being typed, and can be turned off (WCAG 2.1.4).

const OFF = "mc-keys-off";
const TABS = ["waiting", "mine", "active", "closed"];
const dialog = document.getElementById("keys");
const box = document.getElementById("keys-on");

function read() {
  try { return localStorage.getItem(OFF) !== "1"; } catch { return true; }
}

function typing(target) {
  return target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

// Up and down in the list of conversations; at its ends nothing happens.
function step(way) {
  const links = [...document.querySelectorAll("#list a")];
  if (!links.length) return false;
  const here = links.indexOf(document.activeElement);
  const next = links[here < 0 ? 0 : Math.min(Math.max(here + way, 0), links.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function search() {
  const field = document.getElementById("q");
  if (!field) return false;
  field.closest("details").open = true;
  field.focus();
  field.select();
  return true;
}

function press(selector) {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
}

const DOES = {
  j: () => step(1), k: () => step(-1), "/": search, t: () => press("[data-take]"),
  "?": () => { dialog.showModal(); return true; },
  ...Object.fromEntries(TABS.map((tab, place) => [String(place + 1), () => press(`[data-tab=${tab}]`)])),
};
const inList = (target) => target.closest("#list") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open || typing(event.target)) return;
  if (inList(event.target) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    if (step(event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (read() && DOES[event.key]?.()) event.preventDefault();
});
for (const button of document.querySelectorAll("[data-keys]")) {
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
}
box.checked = read();
box.addEventListener("change", () => {
  try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch { /* then it lasts as long as the page */ }
});
