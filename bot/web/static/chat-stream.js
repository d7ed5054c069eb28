// The live line: server-sent events read by fetch, which can send a key and tell why a line did not open.

const SILENCE = 40_000; // milliseconds without any sign after which the line counts as dead; the server speaks every 15 s
const CALM = 1000; // a line that lived longer than this was a good one

export class Stream {
  // open(signal) gives the response; hear(event, data) what came; cut(times) how often it has failed in a row.
  constructor({ open, hear, cut, refused }) {
    Object.assign(this, { open, hear, cut, refused, stopper: null });
  }

  start() {
    if (this.stopper) return;
    this.stopper = new AbortController();
    this.#run(this.stopper.signal);
  }

  stop() {
    this.stopper?.abort();
    this.stopper = null;
  }

  async #run(signal) {
    const patience = new Patience(500, 20_000);
    while (!signal.aborted) {
      const began = Date.now();
      const status = await this.#listen(signal).catch(() => 0);
      if (signal.aborted) return;
      if (status === 409 || status === 401) {
        this.stop();
        return this.refused();
      }
      if (status === 200 && Date.now() - began > CALM) patience.reset();
      await this.cut(patience.tries);
      await rest(patience.next(), signal);
    }
  }

  // Reads until the line ends; gives the status.
  async #listen(signal) {
    const line = new AbortController();
    const end = () => line.abort();
    signal.addEventListener("abort", end);
    let watch = setTimeout(end, SILENCE);
    try {
      const response = await this.open(line.signal);
      if (!response.ok) return response.status;
      const reader = response.body.getReader();
      const decoder = new TextDecoder();
      let unread = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return 200;
        clearTimeout(watch);
        watch = setTimeout(end, SILENCE);
        const parts = (unread + decoder.decode(value, { stream: true })).split("\n\n");
        unread = parts.pop();
        parts.forEach((part) => this.#take(part));
      }
    } finally {
      clearTimeout(watch);
      signal.removeEventListener("abort", end);
      line.abort();
    }
  }

  #take(part) {
    const fields = Object.fromEntries(part.split("\n").map((line) => line.split(/: ?(.*)/s, 2)));
    this.hear(fields.event ?? "hello", fields.data ? JSON.parse(fields.data) : null);
  }
}

const wakers = new EventTarget();

// Waiting before another try: longer each time, never the same for all, and at once when the network is back.
export class Patience {
  constructor(first, longest) {
    Object.assign(this, { first, longest, tries: 0 });
  }

  next() { // somewhere in the upper half of twice the last: many chats must not come back at the same moment
    const whole = Math.min(this.longest, this.first * 2 ** this.tries++);
    return whole * (0.5 + Math.random() / 2);
  }

  reset() {
    this.tries = 0;
  }
}

// Ends after that many milliseconds, when the network comes back, on wake(), or when the signal says so.
export function rest(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener("online", end);
      wakers.removeEventListener("wake", end);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener("online", end);
    wakers.addEventListener("wake", end);
    signal?.addEventListener("abort", end);
  });
}

export const wake = () => wakers.dispatchEvent(new Event("wake"));
