// Ticks of the checklist that last on this device, a button to copy the address, one to print. The page works without.

const list = document.querySelector("[data-ticks]");
if (list) keepTicks(list);

function keepTicks(list) {
  const own = `mc-ticks:${list.dataset.ticks}:`;
  const name = own + list.dataset.version;
  const boxes = [...list.querySelectorAll("input")];
  const clear = document.querySelector("[data-clear]");
  const hint = document.querySelector("[data-hint]");
  hint.textContent = hint.dataset.hint;

  const show = () => {
    const ticked = read(name);
    for (const box of boxes) box.checked = ticked.includes(box.value);
    clear.hidden = !ticked.length;
  };
  const save = () => {
    // Ticks of rows that hold on another day of the same version stay as they are.
    const here = boxes.map((box) => box.value);
    const others = read(name).filter((value) => !here.includes(value));
    write(name, [...others, ...boxes.filter((box) => box.checked).map((box) => box.value)]);
    show();
  };
  list.addEventListener("change", save);
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    save();
    boxes[0].focus();
  });
  addEventListener("storage", show);
  forgetOlder(own, name);
  show();
}

// A new version may ask for other papers: its list starts empty.
function forgetOlder(own, name) {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(own) && key !== name) localStorage.removeItem(key);
  } catch { /* no storage in this browser */ }
}

function read(name) {
  try {
    const kept = JSON.parse(localStorage.getItem(name));
    return Array.isArray(kept) ? kept : [];
  } catch { return []; }
}

function write(name, ticked) {
  try {
    if (ticked.length) localStorage.setItem(name, JSON.stringify(ticked));
    else localStorage.removeItem(name);
  } catch { /* ticks then last as long as the page */ }
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const said = document.getElementById("copied");
    try {
      await navigator.clipboard.writeText(copy.dataset.copy);
      said.textContent = copy.dataset.copied;
    } catch { said.textContent = copy.dataset.notCopied; }
  });
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
