// The items of the conversation as the server has drawn them: each once, in the order of their numbers.

export class Log {
  constructor(box) {
    this.box = box;
  }

  get conversation() {
    return this.box.dataset.conversation;
  }

  set conversation(id) {
    this.box.dataset.conversation = id;
  }

  get items() {
    return [...this.box.querySelectorAll("[data-seq]")];
  }

  // The number up to which none is missing: what comes by another way may leave a gap before it.
  get last() {
    const held = new Set(this.items.map((item) => +item.dataset.seq));
    let last = held.size ? Math.min(...held) : 0;
    while (held.has(last + 1)) last += 1;
    return last;
  }

  // Whether a message of that id has arrived.
  has(clientId) {
    return this.box.querySelector(`[data-client="${CSS.escape(clientId)}"]`) !== null;
  }

  // Puts each item where its number belongs, once; gives those that were new.
  insert(html) {
    const sheet = document.createElement("template");
    sheet.innerHTML = html;
    return [...sheet.content.querySelectorAll("[data-seq]")].filter((item) => {
      if (document.getElementById(item.id)) return false;
      if (item.dataset.client) item.setAttribute("aria-live", "off"); // whoever wrote it need not hear it again
      const later = this.items.find((other) => +other.dataset.seq > +item.dataset.seq);
      this.box.insertBefore(item, later ?? null);
      return true;
    });
  }

  // Another conversation, or the same read again: nothing of it is news to a screen reader.
  async reset(html, conversation) {
    this.box.setAttribute("aria-live", "off");
    this.box.replaceChildren();
    this.conversation = conversation;
    this.insert(html);
    await new Promise((done) => setTimeout(done, 100));
    this.box.setAttribute("aria-live", "polite");
  }
}
