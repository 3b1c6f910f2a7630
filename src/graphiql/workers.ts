const files: Readonly<Record<string, string>> = WORKER_FILES;

/** Monaco finds its workers through a global. Real files of our own origin: blob: workers would need a wider policy. */
export function provideWorkers(): void {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_id: string, label: string) =>
        new Worker(new URL(files[label] ?? WORKER_FILES.editor, import.meta.url), { name: label }),
    },
  });
}
