// Ticks of papers and steps that last on this device: the same in the talk and on the page of the procedure. What is
// ticked is kept by procedure, version and row. Without this file the boxes can be ticked for as long as the page is open.

const PREFIX = "mc-ticks:";
const LISTS = "[data-ticks]";

const memory = new Map(); // where the browser has no storage, ticks last as long as the page

const nameOf = (list) => `${PREFIX}${list.dataset.ticks}:${list.dataset.version}`;
const boxesOf = (list) => [...list.querySelectorAll("input[type=checkbox]")];
const near = (list, what) => list.parentElement.querySelector(what);

function show(list) {
  const ticked = read(nameOf(list));
  const boxes = boxesOf(list);
  for (const box of boxes) box.checked = ticked.includes(box.value);
  const done = boxes.filter((box) => box.checked).length;
  const clear = near(list, "[data-clear]");
  if (clear) clear.hidden = !done;
  const hint = near(list, "[data-hint]");
  if (hint) hint.textContent = hint.dataset.hint;
  const tally = near(list, "[data-tally]");
  if (tally) say(tally, boxes, done);
}

// Of papers how many there are; of steps which is the next, so «step 2/5» while the first is done.
function say(tally, boxes, done) {
  tally.dataset.idle ??= tally.textContent;
  const of = boxes.length;
  const next = boxes.findIndex((box) => !box.checked) + 1;
  const steps = "all" in tally.dataset;
  const words = !done ? tally.dataset.idle
    : steps && !next ? tally.dataset.all
    : tally.dataset.tally.replace("%", `${steps ? next : done}/${of}`);
  tally.classList.toggle("on", done > 0);
  if (tally.textContent !== words) tally.textContent = words;
}

function save(list) {
  const name = nameOf(list);
  const boxes = boxesOf(list);
  const here = boxes.map((box) => box.value);
  const others = read(name).filter((value) => !here.includes(value)); // other sections, rows of another day
  write(name, [...others, ...boxes.filter((box) => box.checked).map((box) => box.value)]);
  forgetOlder(list);
  showAll();
}

// A newer version may ask for other papers: its list starts empty.
function forgetOlder(list) {
  const own = `${PREFIX}${list.dataset.ticks}:`;
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(own) && Number(key.slice(own.length)) < Number(list.dataset.version)) localStorage.removeItem(key);
    }
  } catch { /* no storage in this browser */ }
}

function showAll() {
  for (const list of document.querySelectorAll(LISTS)) show(list);
}

function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return Array.isArray(kept) ? kept : [];
  } catch { return memory.get(name) ?? []; }
}

function write(name, ticked) {
  memory.set(name, ticked);
  try {
    if (ticked.length) localStorage.setItem(name, JSON.stringify(ticked));
    else localStorage.removeItem(name);
  } catch { /* kept in memory */ }
}

document.addEventListener("change", (event) => {
  const list = event.target.closest(LISTS);
  if (list) save(list);
});
document.addEventListener("click", (event) => {
  const list = event.target.closest("[data-clear]")?.closest("section")?.querySelector(LISTS);
  if (!list) return;
  for (const box of boxesOf(list)) box.checked = false;
  save(list);
  boxesOf(list)[0].focus();
});
addEventListener("storage", showAll);
const log = document.getElementById("log");
if (log) new MutationObserver(showAll).observe(log, { childList: true });
for (const list of document.querySelectorAll(LISTS)) forgetOlder(list);
showAll();
