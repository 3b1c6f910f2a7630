/** The requests under way. */
export class Running {
  readonly #controllers = new Set<AbortController>();
  readonly #waiting: (() => void)[] = [];

  add(controller: AbortController): void {
    this.#controllers.add(controller);
  }

  delete(controller: AbortController): void {
    this.#controllers.delete(controller);
    if (this.#controllers.size > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Aborts every request. Each is answered with the fields that are ready. */
  abort(): void {
    for (const controller of this.#controllers) controller.abort();
  }

  /** Waits until no request is under way. */
  async idle(): Promise<void> {
    if (this.#controllers.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
