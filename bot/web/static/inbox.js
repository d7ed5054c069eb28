// The inbox as it changes: numbers of the tabs, the order of the rows, and those that are new. Focus stays where it is.

import { Stream } from "./chat-stream.js";

const list = document.getElementById("list");
const none = document.getElementById("none");
const news = document.getElementById("news");
const title = document.title;
const EVERY = 20_000;

function counts(data) {
  for (const box of document.querySelectorAll("[data-count]")) box.textContent = data[box.dataset.count];
  document.title = data.waiting ? `(${data.waiting}) ${title}` : title;
}

function rows({ order, html }) {
  const focused = document.activeElement?.closest?.("#list > li")?.dataset.id;
  const drawn = new Map([...list.children].map((row) => [row.dataset.id, row]));
  let fresh = false;
  for (const [id, text] of Object.entries(html)) {
    const sheet = document.createElement("template");
    sheet.innerHTML = text;
    const row = sheet.content.firstElementChild;
    if (drawn.has(id) && drawn.get(id).outerHTML === row.outerHTML) continue;
    fresh ||= !drawn.has(id);
    drawn.get(id)?.replaceWith(row);
    drawn.set(id, row);
  }
  for (const [id, row] of drawn) if (!order.includes(id)) row.remove();
  order.forEach((id, place) => {
    if (list.children[place] !== drawn.get(id)) list.insertBefore(drawn.get(id), list.children[place] ?? null);
  });
  if (focused) document.getElementById(`c-${focused}`)?.querySelector("a").focus({ preventScroll: true });
  none.hidden = order.length > 0;
  if (fresh) say(news.dataset.changed);
  ages();
}

function say(words) {
  news.textContent = "";
  setTimeout(() => { news.textContent = words; }, 50); // said again even if it is the same
}

function ages() {
  for (const time of list.querySelectorAll("[data-age]")) {
    const words = time.dataset.age.replace("%", age((Date.now() - Date.parse(time.dateTime)) / 1000));
    if (time.textContent !== words) time.textContent = words;
  }
}

function age(seconds) {
  for (const [unit, size] of [["days", 86400], ["hours", 3600], ["minutes", 60]]) {
    if (seconds >= size) return list.dataset[unit].replace("%", Math.floor(seconds / size));
  }
  return list.dataset.less;
}

const stream = new Stream({
  open: (signal) => fetch(list.dataset.stream, { signal, headers: { "X-Requested-With": "fetch" } }),
  hear: (event, data) => ({ counts, rows })[event]?.(data),
  cut: async () => {},
  refused: () => location.reload(), // the sign-in has ended
});
stream.start();
addEventListener("pagehide", () => stream.stop());
addEventListener("pageshow", (event) => event.persisted && stream.start());
setInterval(ages, EVERY);
