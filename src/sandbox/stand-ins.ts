import type { StandIn } from './stand-in.ts';

/** One line per vendor. Loaded on demand, so that nothing of the sandbox is read when it is not wanted. */
export async function loadStandIns(): Promise<readonly StandIn[]> {
  const modules = await Promise.all([
    import('../providers/chatwize/sandbox.ts'),
    import('../providers/duohub/sandbox.ts'),
    import('../providers/opencx/sandbox.ts'),
    import('../providers/zep/sandbox.ts'),
  ]);
  return modules.map((module) => module.standIn);
}
