// What the chat asks of the server. On our own page a cookie says which conversation it is; in a frame of another site
// there is none, so the script keeps the key for as long as its tab is open (ADR 17).

const KEY = "mc-key";
const LONGEST = 60_000; // milliseconds of one request

export class Server {
  constructor(element) {
    this.urls = { send: "/chat", items: "/chat/items", stream: "/chat/stream" };
    for (const name of Object.keys(this.urls)) this.urls[name] = element.getAttribute(name) ?? this.urls[name];
    this.keepsKey = element.getAttribute("keep") === "script";
    this.key = this.keepsKey ? this.#kept() : null;
  }

  get conversation() { // the one of the key
    return (this.key ?? "").split(".")[0];
  }

  // Sends a form; gives { html, conversation }, { problem, status, wait } or, where nobody answered, {}.
  async send(fields, path = this.urls.send) {
    try {
      const response = await this.#fetch(path, { method: "POST", body: new URLSearchParams(fields) });
      return await this.#read(response);
    } catch { return {}; }
  }

  // Items after a number; of whichever conversation is open where none is named.
  async items(since, conversation) {
    const query = new URLSearchParams({ since, ...(conversation === undefined ? {} : { conversation }) });
    return this.read(`${this.urls.items}?${query}`);
  }

  // Anything else of the conversation; the same as of send.
  async read(path) {
    try {
      return await this.#read(await this.#fetch(path));
    } catch { return {}; }
  }

  stream(since, conversation, signal) {
    return this.#fetch(`${this.urls.stream}?${new URLSearchParams({ since, conversation })}`, { signal });
  }

  forget() {
    this.key = null;
    try { sessionStorage.removeItem(KEY); } catch { /* nothing was kept */ }
  }

  async #fetch(url, options = {}) {
    const headers = { "X-Requested-With": "fetch" };
    if (this.keepsKey) headers.Authorization = `Bearer ${this.key ?? "new"}`;
    const credentials = this.keepsKey ? "omit" : "same-origin";
    const signal = options.signal ?? AbortSignal.timeout?.(LONGEST);
    const response = await fetch(url, { ...options, headers, credentials, signal });
    const key = response.headers.get("X-Chat-Key");
    if (this.keepsKey && key) this.#keep(key);
    return response;
  }

  async #read(response) {
    if (response.ok) return { html: await response.text(), conversation: response.headers.get("X-Conversation") };
    const wait = 1000 * Number(response.headers.get("Retry-After") ?? 0);
    const problem = (await response.json().catch(() => null))?.error ?? { code: "", message: "" };
    return { problem, status: response.status, wait };
  }

  #kept() {
    try { return sessionStorage.getItem(KEY); } catch { return null; }
  }

  #keep(key) {
    this.key = key;
    try { sessionStorage.setItem(KEY, key); } catch { /* then it lasts as long as the page */ }
  }
}
