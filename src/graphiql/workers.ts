const files: Readonly<Record<string, string>> = WORKER_FILES;

/** Monaco finds its workers through a global. They are files of our own origin, since blob: workers need a wider CSP. */
export function provideWorkers(): void {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_id: string, label: string) =>
        new Worker(new URL(files[label] ?? WORKER_FILES.editor, import.meta.url), { name: label }),
    },
  });
}
