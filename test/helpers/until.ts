/** Far longer than any test may take: it ends the wait of a test that has already failed, so that the process can exit. */
const maxWaitMs = 150_000;

/** Resolves when the condition holds. The test's own timeout is the limit. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + maxWaitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error('The condition never held.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
