/** Times of runs: the first stands apart, since engines compile and allocate in it. */

export class Timing {
  readonly times: number[] = [];

  add(time: number): void {
    this.times.push(time);
  }

  get first(): number | null {
    return this.times[0] ?? null;
  }

  /** Of the runs after the first; null while there are none. */
  get median(): number | null {
    const later = this.times.slice(1).sort((a, b) => a - b);
    const middle = later.length >> 1;
    const upper = later[middle];
    if (upper === undefined) return null;
    return later.length % 2 ? upper : (upper + (later[middle - 1] ?? upper)) / 2;
  }
}

/** Runs the newest of what is asked, one at a time: what was asked in between is never run, and an answer that came
 * too late is not shown. */
export class Latest {
  private waiting: (() => Promise<void>) | null = null;
  private busy = false;
  private timer = 0;

  constructor(private readonly pause: number) {}

  /** Asks for `work` after a pause without another request. */
  ask(work: () => Promise<void>): void {
    this.waiting = work;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.next(), this.pause);
  }

  get isNewest(): boolean {
    return this.waiting === null;
  }

  private async next(): Promise<void> {
    if (this.busy || !this.waiting) return;
    const work = this.waiting;
    this.waiting = null;
    this.busy = true;
    try {
      await work();
    } finally {
      this.busy = false;
      void this.next();
    }
  }
}
